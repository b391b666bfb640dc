import { RepositoryError } from '@ecotrack/backstage-plugin-service-mesh-node';

const COMMIT = /^[0-9a-f]{40}$/;
// What `git check-ref-format --branch` refuses.
const BAD_BRANCH =
  /^[-/.]|\.\.|\/\/|\/\.|@\{|[\p{Cc} ~^:?*[\\]|\.lock(\/|$)|[/.]$|^@$|^$/u;

/** A branch as a part of a URL. @throws RepositoryError `refused` when Git has no such names */
export function branchPath(name: string): string {
  if (BAD_BRANCH.test(name)) {
    throw new RepositoryError(
      'refused',
      `Git has no branches of the name "${name}". Use letters, digits, dashes and slashes.`,
    );
  }
  return name.split('/').map(encodeURIComponent).join('/');
}

const NEVER_IN_A_PATH = ['', '.', '..', '.git'];

/** @throws RepositoryError `refused` when Git has no files of such paths */
export function assertFilePath(path: string): void {
  const isBad = path
    .split('/')
    .some(part => NEVER_IN_A_PATH.includes(part.toLowerCase()));
  if (isBad || /\p{Cc}/u.test(path)) {
    throw new RepositoryError(
      'refused',
      `A repository has no file "${path}". Give a path from its root.`,
    );
  }
}

/** @throws RepositoryError `refused` when it is no full name of a commit */
export function commitName(sha: string): string {
  if (!COMMIT.test(sha)) {
    throw new RepositoryError(
      'refused',
      `"${sha}" is no commit. Give its 40 hexadecimal digits.`,
    );
  }
  return sha;
}
