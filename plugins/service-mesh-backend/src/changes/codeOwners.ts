import type { RepositoryFiles } from '@ecotrack/mesh-changes';

const PLACES = [
  '.github/CODEOWNERS',
  '.gitea/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
];

function expressionOf(pattern: string): RegExp {
  const anchored =
    pattern.startsWith('/') || pattern.slice(0, -1).includes('/');
  const body = pattern
    .replace(/^\//, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\//g, '\0')
    .replace(/\*\*/g, '\x01')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replace(/\0/g, '(?:.*/)?')
    .replace(/\x01/g, '.*');
  return new RegExp(
    `^${anchored ? '' : '(?:.*/)?'}${body}${
      pattern.endsWith('/') ? '.*' : '(?:/.*)?'
    }$`,
  );
}

/** Who owns files by the CODEOWNERS of the repository: of the lines that match a file, the last one counts. */
export function codeOwnersOf(
  files: RepositoryFiles,
  paths: readonly string[],
): string[] {
  const place = PLACES.find(path => files.has(path));
  const rules = (files.get(place ?? '') ?? '')
    .split(/\r?\n/)
    .map(line => line.replace(/(^|\s)#.*$/, '').trim())
    .filter(line => line !== '' && line.length < 500)
    .map(line => line.split(/\s+/))
    .map(([pattern, ...owners]) => ({
      matches: expressionOf(pattern),
      owners,
    }));
  const owners = paths.flatMap(
    path =>
      [...rules].reverse().find(({ matches }) => matches.test(path))?.owners ??
      [],
  );
  return [...new Set(owners.map(owner => owner.replace(/^@/, '')))];
}
