import { RepositoryError } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { RepositoryProblem } from '@ecotrack/backstage-plugin-service-mesh-node';

/** What Gitea answered instead of doing what was asked. */
export class GiteaError extends RepositoryError {
  /**
   * @param status - of HTTP; 0 when there was no answer
   * @param reason - what Gitea said
   */
  constructor(
    problem: RepositoryProblem,
    message: string,
    readonly status: number,
    readonly reason: string,
    retryAfter?: number,
  ) {
    super(problem, message, retryAfter);
  }
}

/** Whether it is an answer of Gitea with one of these statuses. */
export function isAnswer(
  error: unknown,
  ...statuses: number[]
): error is GiteaError {
  return error instanceof GiteaError && statuses.includes(error.status);
}
