/** Where a repository is. */
export interface RepositoryAddress {
  /** `github.example.com` with its port. */
  host: string;
  owner: string;
  name: string;
  /** Page of the repository. */
  url: string;
}

const NAME = /^[A-Za-z0-9_.-]+$/;

/** Reads `https://github.com/owner/name`, with or without `.git`; undefined when it is none. */
export function readRepositoryUrl(text: string): RepositoryAddress | undefined {
  if (!URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  const [owner, last, ...rest] = url.pathname
    .split('/')
    .filter(part => part !== '');
  const name = last?.replace(/\.git$/, '');
  if (
    !/^https?:$/.test(url.protocol) ||
    rest.length > 0 ||
    !owner ||
    !name ||
    !NAME.test(owner) ||
    !NAME.test(name)
  ) {
    return undefined;
  }
  return {
    host: url.host,
    owner,
    name,
    url: `${url.protocol}//${url.host}/${owner}/${name}`,
  };
}
