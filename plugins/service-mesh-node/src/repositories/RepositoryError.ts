/** Why a host did not do what was asked. @public */
export type RepositoryProblem =
  /** No answer, or a server error: trying again helps. */
  | 'unreachable'
  /** Too many requests: trying again after a while helps. */
  | 'rate-limited'
  /** The credentials are not accepted. */
  | 'unauthorized'
  /** The credentials may not do this. */
  | 'forbidden'
  /** The branch is protected. */
  | 'protected'
  | 'not-found'
  /** The repository has another address now. */
  | 'repository-moved'
  /** The branch or a file of it is not where it was expected to be. */
  | 'branch-moved'
  /** The pull request cannot be merged as it is. */
  | 'not-mergeable'
  /** The host refused what was sent. */
  | 'refused';

const TRANSIENT: readonly RepositoryProblem[] = ['unreachable', 'rate-limited'];

/** What a repository host answers instead of doing what was asked. Never carries a credential. @public */
export class RepositoryError extends Error {
  override readonly name = 'RepositoryError';

  /** @param retryAfter - milliseconds that the host asked to wait */
  constructor(
    readonly problem: RepositoryProblem,
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  /** Whether the same request may succeed later. */
  get isTransient(): boolean {
    return TRANSIENT.includes(this.problem);
  }
}
