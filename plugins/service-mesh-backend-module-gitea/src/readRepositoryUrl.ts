/** Where a repository is. */
export interface RepositoryAddress {
  /** `git.example.com` with its port. */
  host: string;
  owner: string;
  name: string;
  /** Page of the repository. */
  url: string;
}

const NAME = /^(?!\.{1,2}$)[A-Za-z0-9_.-]+$/;

/**
 * Reads `https://git.example.com/owner/name`, with or without `.git`.
 *
 * @param baseUrl - where Gitea is, which may have a path; undefined is answered for what is not below it
 */
export function readRepositoryUrl(
  text: string,
  baseUrl: string,
): RepositoryAddress | undefined {
  if (!URL.canParse(text) || !URL.canParse(baseUrl)) {
    return undefined;
  }
  const url = new URL(text);
  const base = new URL(baseUrl);
  const folder = base.pathname.replace(/\/*$/, '/');
  if (url.origin !== base.origin || !url.pathname.startsWith(folder)) {
    return undefined;
  }
  const [owner = '', last = '', ...rest] = url.pathname
    .slice(folder.length)
    .replace(/\/$/, '')
    .split('/');
  const name = last.replace(/\.git$/, '');
  if (rest.length > 0 || !NAME.test(owner) || !NAME.test(name)) {
    return undefined;
  }
  return {
    host: url.host,
    owner,
    name,
    url: `${base.origin}${folder}${owner}/${name}`,
  };
}
