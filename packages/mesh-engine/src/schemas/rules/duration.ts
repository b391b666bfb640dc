import type { Rule } from '../schema';
import { parseDuration } from '../parseDuration';

const MILLISECOND = 1e6;

/** Durations are Go's, and at least a millisecond long. */
export const atLeastOneMillisecond: Rule<string> = {
  apiServer: 'must be a valid duration greater than 1ms',
  message: 'This is no duration of a millisecond or more.',
  fix: 'Write a number with a unit, such as 500ms, 30s, 5m or 1h30m.',
  judge: value => {
    const nanoseconds = parseDuration(value);
    return nanoseconds === undefined
      ? "type conversion error from 'string' to 'google.protobuf.Duration'"
      : nanoseconds >= MILLISECOND;
  },
};
