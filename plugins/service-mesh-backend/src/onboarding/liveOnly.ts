import type { SourceState } from '../sources/telemetry/types';
import { clock, phrase, sentence } from '../questions/wording/figures';
import type { Judgement } from './types';

/** Why a source tells nothing now, in one sentence. */
export function whyAway(
  source: string,
  { state, since, reason }: SourceState,
  now: Date,
): string {
  if (since) {
    return `${source} does not answer since ${clock(since, now)}.`;
  }
  return reason && state === 'unavailable'
    ? sentence(phrase(reason))
    : `${source} does not answer.`;
}

/** What a source said before it went away is no evidence: the step is unknown, and what was seen last is said. */
export function liveOnly(
  source: string,
  state: SourceState,
  now: Date,
  step: Judgement,
): Judgement {
  if (state.state === 'live' || step.state === 'not-needed') {
    return step;
  }
  const why = whyAway(source, state, now);
  return {
    ...step,
    state: 'unknown',
    says: state.state === 'stale' ? `${why} Before that: ${step.says}` : why,
    next: undefined,
  };
}
