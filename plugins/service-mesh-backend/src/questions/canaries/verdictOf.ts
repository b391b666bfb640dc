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
export type Undecided = Omit<Canary, 'verdict'>;

/** How long a canary has waited for somebody, in milliseconds, when that is a day or more. */
export function waitsTooLong(
  { phase, since }: Undecided,
  now: Date,
): number | undefined {
  const waited = since ? now.getTime() - Date.parse(since) : 0;
  return WAITS.includes(phase) && waited >= TOO_LONG ? waited : undefined;
}

/** What can be said of a canary in one sentence, what matters most first. */
export function verdictOf(input: QuestionInput, canary: Undecided): string {
  const { phase, impact, traffic, reason, arms } = canary;
  const where = TRAFFIC[traffic];
  if (ENDED_BADLY.includes(phase)) {
    const cause = reason ? `: ${phrase(reason)}` : '';
    return sentence(`${phase}${cause}; ${where}`);
  }
  if (impact === 'serving-degraded') {
    return sentence('a version that gets requests has no ready pod');
  }
  const waited = waitsTooLong(canary, input.now);
  const finding = traffic === 'split' ? compareArms(arms, input).says : where;
  return sentence(
    waited === undefined
      ? finding
      : `${finding}; it has waited for ${duration(waited)}`,
  );
}

/** Whether somebody should look at a canary. */
export function isInTrouble(input: QuestionInput, canary: Undecided): boolean {
  const { phase, impact, traffic, arms } = canary;
  return (
    (ENDED_BADLY.includes(phase) &&
      !(phase === 'Aborted' && traffic === 'all-stable')) ||
    impact === 'serving-degraded' ||
    waitsTooLong(canary, input.now) !== undefined ||
    (traffic === 'split' && compareArms(arms, input).outcome === 'worse')
  );
}

/** Whether more than one version gets requests, or a controller is at work. */
export function isRunning({ phase, traffic }: Undecided): boolean {
  return (
    traffic === 'split' ||
    ['Progressing', 'Paused', 'AwaitingPromotion', 'Promoting'].includes(phase)
  );
}
