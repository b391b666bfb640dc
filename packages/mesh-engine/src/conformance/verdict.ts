import { isDeepStrictEqual } from 'node:util';
import type { Verdict } from './types';

/** Passed when both are deeply equal. */
export function equal(actual: unknown, expected: unknown): Verdict {
  return isDeepStrictEqual(actual, expected)
    ? { state: 'passed' }
    : {
        state: 'failed',
        message: `got ${JSON.stringify(actual)}\nnot ${JSON.stringify(
          expected,
        )}`,
      };
}

/** The first verdict that is not passed; passed without any. */
export function all(verdicts: Iterable<Verdict>): Verdict {
  for (const verdict of verdicts) {
    if (verdict.state !== 'passed') {
      return verdict;
    }
  }
  return { state: 'passed' };
}

export const notApplicable = (reason: string): Verdict => ({
  state: 'notApplicable',
  reason,
});
