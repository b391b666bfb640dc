import { setTimeout as wait } from 'node:timers/promises';
import { GithubError, isAnswer } from '../client/GithubError';

const WAITS = [500, 1500, 3000];
const NOT_YET = /could not resolve to a node/i;

/**
 * Writes what may be written twice to a pull request that was just made: GitHub may not know it everywhere yet, and
 * opening it again because of a label would be worse than waiting.
 */
export async function followUp<T>(write: () => Promise<T>): Promise<T> {
  for (const pause of WAITS) {
    try {
      return await write();
    } catch (error) {
      const isUnanswered =
        error instanceof GithubError && error.problem === 'unreachable';
      if (!isUnanswered && !isAnswer(error, 422, NOT_YET)) {
        throw error;
      }
      await wait(pause);
    }
  }
  return write();
}

/** What GitHub said when it refused only this part; anything else is thrown again. */
export function refusal(error: unknown): string {
  if (
    error instanceof GithubError &&
    ['refused', 'forbidden', 'not-found'].includes(error.problem)
  ) {
    return error.reason;
  }
  throw error;
}
