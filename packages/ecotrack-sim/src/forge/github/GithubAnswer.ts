import { ForgeError } from '../model/ForgeError';
import type { ForgeProblem } from '../model/ForgeError';

/** One of the `errors` of an answer with status 422. */
export interface FieldError {
  resource: string;
  code: string;
  field?: string;
  message?: string;
}

/** An answer that says why something was not done. */
export class GithubAnswer extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: readonly FieldError[],
  ) {
    super(message);
  }

  get body() {
    return {
      message: this.message,
      ...(this.errors && { errors: this.errors }),
      documentation_url: 'https://docs.github.com/rest',
      status: String(this.status),
    };
  }
}

const STATUS: Readonly<Record<ForgeProblem, number>> = {
  'not-found': 404,
  exists: 422,
  invalid: 422,
  'head-moved': 409,
  'file-changed': 409,
  'not-mergeable': 405,
  protected: 422,
  'nothing-to-do': 422,
};

/** What GitHub would answer to anything that went wrong. */
export function asGithubAnswer(error: unknown): GithubAnswer {
  if (error instanceof GithubAnswer) {
    return error;
  }
  if (error instanceof ForgeError) {
    const message =
      error.problem === 'protected'
        ? `Repository rule violations found\n\n${error.message}`
        : error.message;
    return new GithubAnswer(STATUS[error.problem], message);
  }
  return new GithubAnswer(500, 'Server Error');
}
