import type { Commit, ChangedFile, TreeEntry } from './types';

const FIELD = '\u001f';
const RECORD = '\u001e';

/** For `--format` of `git log`; read by `readCommits`. */
export const COMMIT_FORMAT = [
  '%H',
  '%T',
  '%P',
  '%an',
  '%ae',
  '%cn',
  '%ce',
  '%cI',
  '%B',
]
  .join('%x1f')
  .concat('%x1e');

const instant = (time: string) =>
  new Date(time).toISOString().replace('.000', '');

export function readCommits(output: string): Commit[] {
  return output
    .split(RECORD)
    .map(record => record.replace(/^\n/, '').split(FIELD))
    .filter(fields => fields.length === 9)
    .map(([sha, tree, parents, an, ae, cn, ce, at, message]) => ({
      sha,
      tree,
      parents: parents.split(' ').filter(Boolean),
      message: message.replace(/\n+$/, ''),
      author: { name: an, email: ae },
      committer: { name: cn, email: ce },
      at: instant(at),
    }));
}

const isType = (text: string): text is TreeEntry['type'] =>
  ['blob', 'tree', 'commit'].includes(text);

/** Reads `git ls-tree -l -z`. */
export function readTree(output: string): TreeEntry[] {
  return output
    .split('\0')
    .filter(Boolean)
    .flatMap(line => {
      const [facts, path] = [
        line.slice(0, line.indexOf('\t')),
        line.slice(line.indexOf('\t') + 1),
      ];
      const [mode, type, sha, size] = facts.split(/ +/);
      if (!isType(type)) {
        return [];
      }
      const entry = { path, mode, type, sha };
      return [type === 'blob' ? { ...entry, size: Number(size) } : entry];
    });
}

const STATUS: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  D: 'removed',
};

/** Reads `git diff-tree --raw --numstat --no-renames -z --abbrev=40`. */
export function readChanges(output: string): ChangedFile[] {
  const parts = output.split('\0').filter(Boolean);
  const raw = new Map<string, Pick<ChangedFile, 'status' | 'sha'>>();
  const files: ChangedFile[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (part.startsWith(':')) {
      const [, , before, after, letter] = part.split(' ');
      const status = STATUS[letter] ?? 'modified';
      raw.set(parts[index + 1], {
        status,
        sha: status === 'removed' ? before : after,
      });
      index += 1;
    } else {
      const [additions, deletions, path] = part.split('\t');
      const known = raw.get(path);
      if (known) {
        files.push({
          path,
          ...known,
          additions: Number(additions) || 0,
          deletions: Number(deletions) || 0,
        });
      }
    }
  }
  return files;
}
