import ignore from 'ignore';
import type { RepositoryFiles } from '@ecotrack/mesh-changes';

const PLACES = [
  '.github/CODEOWNERS',
  '.gitea/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
];

/** Patterns are those of gitignore. */
function matcherOf(pattern: string): (path: string) => boolean {
  const matcher = ignore().add(pattern);
  return path => matcher.ignores(path);
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
      matches: matcherOf(pattern),
      owners,
    }));
  const owners = paths.flatMap(
    path =>
      [...rules].reverse().find(({ matches }) => matches(path))?.owners ?? [],
  );
  return [...new Set(owners.map(owner => owner.replace(/^@/, '')))];
}
