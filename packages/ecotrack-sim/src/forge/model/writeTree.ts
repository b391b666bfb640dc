import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ForgeError } from './ForgeError';
import { GitError } from './Git';
import { assertPath, foldersOf } from './paths';
import type { RepositoryReader } from './RepositoryReader';
import type { FileChange, TreeEntry } from './types';

type Entries = ReadonlyMap<string, TreeEntry>;

const NO_BLOB = '0'.repeat(40);

/** @throws ForgeError when paths repeat, stand below a file or in the place of a folder */
function assertPlaces(entries: Entries, files: readonly FileChange[]): void {
  const removed = new Set(
    files.filter(file => file.content === undefined).map(({ path }) => path),
  );
  const written = new Set<string>();
  for (const { path, content } of files) {
    assertPath(path);
    if (written.has(path)) {
      throw new ForgeError('invalid', `The path ${path} is named twice.`);
    }
    written.add(path);
    if (content !== undefined && entries.get(path)?.type === 'tree') {
      throw new ForgeError('invalid', `The path ${path} is a folder.`);
    }
  }
  for (const { path } of files) {
    const file = foldersOf(path).find(folder => {
      const present = entries.get(folder);
      const isFile = present !== undefined && present.type !== 'tree';
      return !removed.has(folder) && (written.has(folder) || isFile);
    });
    if (file) {
      throw new ForgeError(
        'invalid',
        `The path ${path} is below the file ${file}.`,
      );
    }
  }
}

/** @throws ForgeError when the file is not what the change was made for */
function assertPrevious(
  present: TreeEntry | undefined,
  { path, content, previousSha }: FileChange,
): void {
  if (previousSha === null && present) {
    throw new ForgeError('exists', `The file ${path} already exists.`);
  }
  if (!present && (previousSha || content === undefined)) {
    throw new ForgeError('not-found', `There is no file ${path}.`);
  }
  if (present && previousSha && present.sha !== previousSha) {
    throw new ForgeError(
      'file-changed',
      `The file ${path} is ${present.sha}, expected was ${previousSha}.`,
    );
  }
}

/**
 * Writes the tree of a commit with some files changed. Gives its name.
 * @throws ForgeError `invalid`, `exists`, `not-found`, `file-changed`
 */
export async function writeTree(
  repository: RepositoryReader,
  head: string | undefined,
  files: readonly FileChange[],
): Promise<string> {
  const { git } = repository;
  const tree = head ? await repository.tree(head) : [];
  const entries = new Map(tree.map(entry => [entry.path, entry]));
  assertPlaces(entries, files);
  const lines: string[] = [];
  for (const file of files) {
    const { path, content } = file;
    const present = entries.get(path);
    assertPrevious(present, file);
    if (content === undefined) {
      lines.push(`0 ${NO_BLOB}\t${path}\0`);
    } else {
      const sha = await git.text(['hash-object', '-w', '--stdin'], {
        input: content,
      });
      lines.push(`${file.mode ?? present?.mode ?? '100644'} ${sha}\t${path}\0`);
    }
  }
  const index = join(git.directory, `index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    await git.text(['read-tree', head ?? '--empty'], { env });
    await git.text(['update-index', '-z', '--index-info'], {
      env,
      input: lines.join(''),
    });
    return await git.text(['write-tree'], { env });
  } catch (error) {
    throw error instanceof GitError
      ? new ForgeError(
          'invalid',
          `The files cannot be committed: ${error.message}`,
        )
      : error;
  } finally {
    await rm(index, { force: true });
  }
}
