import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The id that Git gives to the content of a file. */
function blobId(content: Buffer): string {
  return createHash('sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}

/** By path below a folder, the ids that Git gives to its files; the folder of Git itself is left out. */
export async function blobIds(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(file => ({ file, path: relative(folder, file).split(sep).join('/') }))
    .filter(({ path }) => !path.startsWith('.git/'));
  return new Map(
    await Promise.all(
      files.map(
        async ({ file, path }): Promise<[string, string]> => [
          path,
          blobId(await readFile(file)),
        ],
      ),
    ),
  );
}
