import type { Verdict } from './types';

/** A value with the fields of its objects in order, so that equal values are the same text. */
const inOrder = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, entry) =>
    entry && typeof entry === 'object' && !Array.isArray(entry)
      ? Object.fromEntries(
          Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : entry,
  );

/** Passed when both are deeply equal. */
export function equal(actual: unknown, expected: unknown): Verdict {
  return inOrder(actual) === inOrder(expected)
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
