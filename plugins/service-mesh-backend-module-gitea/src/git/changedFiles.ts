import {
  blobName,
  filePath,
  RepositoryError,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type {
  CommitRequest,
  FileWrite,
  TreeEntry,
} from '@ecotrack/backstage-plugin-service-mesh-node';

const REGULAR = ['100644', '100755'];

/** One of the `files` of Gitea's `ChangeFilesOptions`. */
export type ChangedFile = { path: string } & (
  | { operation: 'create'; content: string }
  | { operation: 'update'; content: string; sha: string }
  | { operation: 'delete'; sha: string }
);

function changedFile({
  path,
  content,
  previousSha: sha,
}: FileWrite): ChangedFile[] {
  if (content === undefined) {
    return sha === undefined ? [] : [{ operation: 'delete', path, sha }];
  }
  const encoded = Buffer.from(content, 'utf8').toString('base64');
  if (sha === undefined) {
    return [{ operation: 'create', path, content: encoded }];
  }
  return sha === blobName(content)
    ? []
    : [{ operation: 'update', path, content: encoded, sha }];
}

/**
 * What a commit changes of the files of the commit before it.
 *
 * @throws RepositoryError `branch-moved` when a file is another than was read, `refused` when it may not be written or
 * nothing changes
 */
export function changedFiles(
  { branch, files }: CommitRequest,
  tree: readonly TreeEntry[],
): readonly ChangedFile[] {
  const entries = new Map(tree.map(entry => [entry.path, entry]));
  for (const { path, previousSha } of files) {
    const entry = entries.get(filePath(path));
    if (entry && !REGULAR.includes(entry.mode)) {
      throw new RepositoryError(
        'refused',
        `"${path}" is a symbolic link or a submodule. Change it by hand.`,
      );
    }
    if (entry?.sha !== previousSha) {
      throw new RepositoryError(
        'branch-moved',
        `File "${path}" of branch "${branch}" is another than the one that was read. Render the change again.`,
      );
    }
  }
  const changed = files.flatMap(changedFile);
  if (changed.length === 0) {
    throw new RepositoryError(
      'refused',
      `The commit would change nothing: the files of branch "${branch}" have this content already.`,
    );
  }
  return changed;
}
