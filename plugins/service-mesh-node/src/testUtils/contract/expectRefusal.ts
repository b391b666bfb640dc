import { inspect } from 'node:util';
import {
  RepositoryError,
  type RepositoryProblem,
} from '../../repositories/RepositoryError';
import type { Given } from './Cases';

/** Expects one of these problems, said in a sentence that has no credential in it. */
export async function expectRefusal(
  { token }: Pick<Given, 'token'>,
  asked: Promise<unknown>,
  ...problems: RepositoryProblem[]
): Promise<RepositoryError> {
  const error = await asked.then(
    answer => new Error(`nothing was refused: ${JSON.stringify(answer)}`),
    (refusal: unknown) => refusal,
  );
  if (!(error instanceof RepositoryError)) {
    throw error;
  }
  expect(problems).toContain(error.problem);
  expect(error.message).toMatch(/^\S.{10,}[.!?]$/s);
  const everything = inspect(error, { depth: 10, showHidden: true });
  expect(everything).not.toContain(token);
  expect(everything).not.toContain(Buffer.from(token).toString('base64'));
  return error;
}
