import { parseDuration } from '../../schemas/parseDuration';

const MILLISECOND = 1e6;
const SECOND = 1e9;
const HOUR = 3600 * SECOND;

/** Nanoseconds of a duration; undefined for what is none, which its schema refuses. */
export function nanosecondsOf(duration: string): number | undefined {
  const found = parseDuration(duration);
  return found === undefined ? undefined : Math.round(found);
}

/** What is wrong with a duration for Envoy. */
export function durationProblem(duration: string): string | undefined {
  const time = nanosecondsOf(duration);
  if (time !== undefined && time < MILLISECOND) {
    return 'duration must be greater than 1ms';
  }
  return time !== undefined && time % MILLISECOND !== 0
    ? 'only durations to ms precision are supported'
    : undefined;
}

export const isWholeSeconds = (duration: string): boolean =>
  (nanosecondsOf(duration) ?? 0) % SECOND === 0;

/** What is wrong with the time in which a proxy closes its connections. */
export function drainDurationProblem(duration: string): string | undefined {
  const problem = durationProblem(duration);
  if (problem) {
    return `invalid drain duration: ${problem}`;
  }
  return isWholeSeconds(duration)
    ? undefined
    : 'drain time only supports durations to seconds precision';
}

export function connectTimeoutProblem(timeout: string): string | undefined {
  return (
    durationProblem(timeout) ??
    ((nanosecondsOf(timeout) ?? 0) > HOUR
      ? `time ${timeout} must be >1ms and <1h0m0s`
      : undefined)
  );
}

export function detectionTimeoutProblem(timeout: string): string | undefined {
  return (nanosecondsOf(timeout) ?? 0) % MILLISECOND === 0
    ? undefined
    : 'only durations to ms precision are supported';
}

export function connectionAgeProblem(age: string): string | undefined {
  return (nanosecondsOf(age) ?? 0) < 0
    ? `invalid duration: ${age}: only accepts positive duration eg: 30m`
    : undefined;
}
