import type { ChangedFile } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { FileEdit } from '@ecotrack/mesh-changes';
import { structuredPatch } from 'diff';
import { holdsSecret } from './contentsOf';

const CONTEXT = 3;

/** What changes in a file, as a unified diff without headers; of a file with a Secret without the lines around. */
export function diffOf({ path, before, after }: FileEdit): ChangedFile {
  const { hunks } = structuredPatch(
    path,
    path,
    before ?? '',
    after ?? '',
    '',
    '',
    {
      context: holdsSecret(before) || holdsSecret(after) ? 0 : CONTEXT,
    },
  );
  return {
    path,
    change:
      before === undefined
        ? 'added'
        : after === undefined
        ? 'removed'
        : 'changed',
    diff: hunks
      .map(
        ({ oldStart, oldLines, newStart, newLines, lines }) =>
          `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@\n${lines.join(
            '\n',
          )}\n`,
      )
      .join(''),
  };
}
