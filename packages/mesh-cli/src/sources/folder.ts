import {
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import { parse, relative, resolve, sep } from 'node:path';
import { BadUse } from '../BadUse';
import {
  FOREIGN_FOLDERS,
  MANIFEST_NAME,
  MAX_BYTES,
  type Source,
} from './Source';

class FolderReader {
  readonly problems: Source['problems'] = [];
  readonly files: string[] = [];
  readonly #seen = new Set<string>();

  /** Links are followed, each real folder once. */
  walk(path: string, stats: Stats) {
    if (stats.isFile()) {
      this.files.push(path);
    }
    if (!stats.isDirectory()) {
      return;
    }
    try {
      const real = realpathSync(path);
      if (this.#seen.has(real)) {
        return;
      }
      this.#seen.add(real);
      for (const entry of readdirSync(path, { withFileTypes: true })) {
        this.#entry(resolve(path, entry.name), entry);
      }
    } catch (error) {
      this.#problem(path, error);
    }
  }

  #entry(path: string, entry: Dirent) {
    const isNamed = MANIFEST_NAME.test(entry.name);
    if (entry.isFile() && isNamed) {
      this.files.push(path);
    }
    const isFolder = entry.isDirectory() && !FOREIGN_FOLDERS.has(entry.name);
    if (!isFolder && !entry.isSymbolicLink()) {
      return;
    }
    try {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isDirectory() || (stats && isNamed)) {
        this.walk(path, stats);
      }
    } catch (error) {
      this.#problem(path, error);
    }
  }

  read(path: string): string | undefined {
    try {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (!stats?.isFile()) {
        return undefined;
      }
      if (stats.size > MAX_BYTES) {
        this.problems.push({
          path,
          message: `The file has ${stats.size} bytes; at most ${MAX_BYTES} are read.`,
        });
        return undefined;
      }
      return readFileSync(path, 'utf8');
    } catch (error) {
      this.#problem(path, error);
      return undefined;
    }
  }

  #problem(path: string, error: unknown) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      EACCES: 'It may not be read: permission denied.',
      ELOOP: 'It is a link that leads to itself.',
    };
    this.problems.push({ path, message: reasons[code ?? ''] ?? message });
  }
}

function statOf(path: string): Stats {
  let stats: Stats | undefined;
  try {
    stats = statSync(resolve(path), { throwIfNoEntry: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BadUse(
      `${path} cannot be opened${code ? ` (${code})` : ''}.`,
      'Give a file or folder that can be read.',
    );
  }
  if (!stats) {
    throw new BadUse(
      `${path} does not exist.`,
      'Give files or folders that exist; for a Git ref use --ref REF.',
    );
  }
  return stats;
}

/** Files and folders of this machine. @throws BadUse when one does not exist */
export function openFolders(paths: readonly string[]): Source {
  const reader = new FolderReader();
  for (const path of paths) {
    reader.walk(resolve(path), statOf(path));
  }
  const { root } = parse(resolve('.'));
  const told = new Map<string, string>();
  const inside = (path: string) => path.slice(root.length).split(sep).join('/');
  return {
    paths: reader.files.map(inside),
    read: path => reader.read(root + path),
    display: path => {
      const name = told.get(path) ?? relative('.', root + path);
      told.set(path, name);
      return name;
    },
    get problems() {
      return reader.problems.map(({ path, message }) => ({
        path: inside(path),
        message,
      }));
    },
  };
}
