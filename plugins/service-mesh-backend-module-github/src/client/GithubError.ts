import { RepositoryError } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { RepositoryProblem } from '@ecotrack/backstage-plugin-service-mesh-node';

/** What GitHub answered instead of doing what was asked. */
export class GithubError extends RepositoryError {
  /**
   * @param status - of HTTP, or the type that GraphQL gives
   * @param reason - what GitHub said
   */
  constructor(
    problem: RepositoryProblem,
    message: string,
    readonly status: number | string,
    readonly reason: string,
    retryAfter?: number,
  ) {
    super(problem, message, retryAfter);
  }
}

/** Whether it is an answer of GitHub with that status, and with that reason when one is given. */
export function isAnswer(
  error: unknown,
  status: number,
  reason?: RegExp,
): error is GithubError {
  return (
    error instanceof GithubError &&
    error.status === status &&
    (reason === undefined || reason.test(error.reason))
  );
}
