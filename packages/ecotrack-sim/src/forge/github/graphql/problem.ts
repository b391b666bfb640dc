import { GraphQLError } from 'graphql';
import { ForgeError, type ForgeProblem } from '../../model';

const TYPES: Readonly<Record<ForgeProblem, string>> = {
  'not-found': 'NOT_FOUND',
  exists: 'UNPROCESSABLE',
  invalid: 'UNPROCESSABLE',
  'head-moved': 'STALE_DATA',
  'file-changed': 'STALE_DATA',
  'not-mergeable': 'UNPROCESSABLE',
  protected: 'BRANCH_PROTECTION_RULE_VIOLATION',
  'nothing-to-do': 'UNPROCESSABLE',
};

/** An error with the `type` that GitHub gives beside the message. */
export function problem(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** What GitHub says of what the forge refuses. */
export function asProblem(error: unknown): unknown {
  return error instanceof ForgeError
    ? problem(TYPES[error.problem], error.message)
    : error;
}

/** GitHub has `type` where others have it below `extensions`. */
export function errorJson({
  message,
  path,
  locations,
  extensions,
}: GraphQLError) {
  const type = extensions.type;
  return {
    ...(typeof type === 'string' && { type }),
    ...(path && { path }),
    ...(locations && { locations }),
    message,
  };
}
