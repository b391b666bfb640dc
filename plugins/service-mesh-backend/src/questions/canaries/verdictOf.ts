import type { Canary } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../input';
import { duration, phrase, sentence } from '../wording/figures';
import { compareArms } from './compareArms';

const TRAFFIC: Record<Canary['traffic'], string> = {
  'all-stable': 'all requests go to the stable version',
  'all-canary': 'all requests go to the new version',
  split: 'both versions get requests',
  unknown: 'where requests go cannot be told from the routes',
};

const ENDED_BADLY: Canary['phase'][] = [
  'Failed',
  'Aborted',
  'Invalid',
  'Unknown',
];
const WAITS: Canary['phase'][] = ['Paused', 'AwaitingPromotion'];
const TOO_LONG = 24 * 3_600_000;

/** A canary before its verdict. */
export type Undecided = Omit<Canary, 'verdict' | 'comparison' | 'inTrouble'>;

type Verdict = Pick<Canary, 'verdict' | 'comparison' | 'inTrouble'>;

/** How long a canary has waited for somebody, in milliseconds, when that is a day or more. */
function waitsTooLong(
  { phase, since }: Undecided,
  now: Date,
): number | undefined {
  const waited = since ? now.getTime() - Date.parse(since) : 0;
  return WAITS.includes(phase) && waited >= TOO_LONG ? waited : undefined;
}

function isTrouble(
  { phase, impact, traffic }: Undecided,
  comparison: Canary['comparison'],
): boolean {
  const endedBadly =
    ENDED_BADLY.includes(phase) &&
    !(phase === 'Aborted' && traffic === 'all-stable');
  return endedBadly || impact === 'serving-degraded' || comparison === 'worse';
}

function inWords(
  { phase, impact, traffic, reason }: Undecided,
  finding: string,
  waited: number | undefined,
): string {
  if (ENDED_BADLY.includes(phase)) {
    const cause = reason ? `: ${phrase(reason)}` : '';
    return `${phase}${cause}; ${TRAFFIC[traffic]}`;
  }
  if (impact === 'serving-degraded') {
    return 'a version that gets requests has no ready pod';
  }
  return waited === undefined
    ? finding
    : `${finding}; it has waited for ${duration(waited)}`;
}

/** What can be said of a canary, what matters most first, and whether somebody should look at it. */
export function verdictOf(input: QuestionInput, canary: Undecided): Verdict {
  const { traffic, arms } = canary;
  const { outcome: comparison, says } =
    traffic === 'split'
      ? compareArms(arms, input)
      : { outcome: 'none' as const, says: TRAFFIC[traffic] };
  const waited = waitsTooLong(canary, input.now);
  return {
    verdict: sentence(inWords(canary, says, waited)),
    comparison,
    inTrouble: waited !== undefined || isTrouble(canary, comparison),
  };
}

/** Whether more than one version gets requests, or a controller is at work. */
export function isRunning({ phase, traffic }: Canary): boolean {
  return (
    traffic === 'split' ||
    ['Progressing', 'Paused', 'AwaitingPromotion', 'Promoting'].includes(phase)
  );
}
