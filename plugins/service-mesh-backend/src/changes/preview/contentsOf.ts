import type { FileEdit } from '@ecotrack/mesh-changes';

const SECRET = /^(?: {0,4}"kind"|kind) *: *["']?Secret\b/m;
const LIST_OF_SECRETS = /^kind *: *\w*List\b[^]*\bSecret\b/m;

/** Whether a file holds a Secret, so that nothing of it may be told but what changes. */
export const holdsSecret = (text: string | undefined): boolean =>
  text !== undefined && (SECRET.test(text) || LIST_OF_SECRETS.test(text));

/** The whole text of files as they would be, by path; of those that hold a Secret nothing is told. */
export function contentsOf(edits: readonly FileEdit[]): Map<string, string> {
  return new Map(
    edits.flatMap(({ path, after }) =>
      after === undefined || holdsSecret(after) ? [] : [[path, after]],
    ),
  );
}
