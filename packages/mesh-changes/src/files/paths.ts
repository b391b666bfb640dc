/** The folder of a path; empty for the root. */
export const folderOf = (path: string): string =>
  path.slice(0, Math.max(path.lastIndexOf('/'), 0));

/** A path in a folder. */
export const inFolder = (folder: string, name: string): string =>
  folder ? `${folder}/${name}` : name;

/** Whether a path is in a folder or below it. */
export const isBelow = (path: string, folder: string): boolean =>
  folder === '' || path.startsWith(`${folder}/`);

/** A path as seen from a folder: `../../base/a.yaml`. */
export function relativeTo(folder: string, path: string): string {
  const from = folder ? folder.split('/') : [];
  const to = path.split('/');
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) {
    shared++;
  }
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
