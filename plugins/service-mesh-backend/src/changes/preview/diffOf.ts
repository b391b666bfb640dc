import type { ChangedFile } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { FileEdit } from '@ecotrack/mesh-changes';
import { structuredPatch } from 'diff';

const CONTEXT = 3;

/** What changes in a file, as a unified diff without headers. */
export function diffOf({ path, before, after }: FileEdit): ChangedFile {
  const { hunks } = structuredPatch(
    path,
    path,
    before ?? '',
    after ?? '',
    '',
    '',
    {
      context: CONTEXT,
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
