import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ChangedFile } from '@ecotrack/backstage-plugin-service-mesh-common';

/**
 * Brings changed files into a folder of the workspace; those that go are removed there too.
 *
 * @throws InputError when the text of a file is not given; nothing is written then
 * @throws NotAllowedError when a path leads out of the workspace; nothing is written then
 */
export async function writeFiles(
  files: readonly ChangedFile[],
  workspacePath: string,
  targetPath: string,
): Promise<void> {
  const folder = resolveSafeChildPath(workspacePath, targetPath);
  const places = files.map(({ path, change, content }) => {
    if (content === undefined && change !== 'removed') {
      throw new InputError(
        `The text of ${path} is not given, since it holds a Secret. Use service-mesh:change, or move the Secret to a file of its own.`,
      );
    }
    return { place: resolveSafeChildPath(folder, path), content };
  });
  for (const { place, content } of places) {
    if (content === undefined) {
      await rm(place, { force: true });
    } else {
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, content);
    }
  }
}
