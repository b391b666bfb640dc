import { ForgeError, type ForgeProblem } from '../model/ForgeError';

/** What Gitea answers instead of what was asked for. */
export class GiteaProblem extends Error {
  readonly name = 'GiteaProblem';

  constructor(readonly status: number, message: string) {
    super(message);
  }
}

const STATUS: Readonly<Record<ForgeProblem, number>> = {
  'not-found': 404,
  exists: 409,
  invalid: 422,
  'head-moved': 409,
  'file-changed': 422,
  'not-mergeable': 405,
  protected: 403,
  'nothing-to-do': 422,
};

/** The problem that Gitea makes of an error; other errors are given back. */
export function asGiteaProblem(
  error: unknown,
  statuses: Partial<Record<ForgeProblem, number>> = {},
): unknown {
  return error instanceof ForgeError
    ? new GiteaProblem(
        statuses[error.problem] ?? STATUS[error.problem],
        error.message,
      )
    : error;
}
