import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type { ChangedFile } from '@ecotrack/backstage-plugin-service-mesh-common';

/**
 * Brings changed files into a folder of the workspace; those that go are removed there too.
 *
 * @throws NotAllowedError when a path leads out of the workspace; nothing is written then
 */
export async function writeFiles(
  files: readonly ChangedFile[],
  workspacePath: string,
  targetPath: string,
): Promise<void> {
  const folder = resolveSafeChildPath(workspacePath, targetPath);
  const places = files.map(({ path, content }) => ({
    place: resolveSafeChildPath(folder, path),
    content,
  }));
  for (const { place, content } of places) {
    if (content === undefined) {
      await rm(place, { force: true });
    } else {
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, content);
    }
  }
}
