import { RepositoryError } from './RepositoryError';

const COMMIT = /^[0-9a-f]{40}$/;
// What `git check-ref-format --branch` refuses.
const BAD_BRANCH =
  /^[-/.]|\.\.|\/\/|\/\.|@\{|[\p{Cc} ~^:?*[\\]|\.lock(\/|$)|[/.]$|^@$|^$/u;
const BAD_PATH = /^$|^\/|\/$|\/\/|\p{Cc}|(^|\/)(\.{1,2}|\.git)(\/|$)/iu;

/**
 * A branch as a part of a URL.
 *
 * @throws RepositoryError `refused` when Git has no such names
 * @public
 */
export function branchPath(name: string): string {
  if (BAD_BRANCH.test(name)) {
    throw new RepositoryError(
      'refused',
      `Git has no branches of the name "${name}". Use letters, digits, dashes and slashes.`,
    );
  }
  return name.split('/').map(encodeURIComponent).join('/');
}

/**
 * @throws RepositoryError `refused` when it is no full name of a commit
 * @public
 */
export function commitName(sha: string): string {
  if (!COMMIT.test(sha)) {
    throw new RepositoryError(
      'refused',
      `"${sha}" is no commit. Give its 40 hexadecimal digits.`,
    );
  }
  return sha;
}

/**
 * @throws RepositoryError `refused` when it is no path of a file inside of a repository
 * @public
 */
export function filePath(path: string): string {
  if (BAD_PATH.test(path)) {
    throw new RepositoryError(
      'refused',
      `"${path}" is no path of a file inside of the repository.`,
    );
  }
  return path;
}
