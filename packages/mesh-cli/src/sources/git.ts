import { spawnSync } from 'node:child_process';
import { posix, relative, resolve } from 'node:path';
import { BadUse } from '../BadUse';
import {
  FOREIGN_FOLDERS,
  MANIFEST_NAME,
  MAX_BYTES,
  type Source,
} from './Source';

interface Blob {
  id: string;
  size: number;
}

function git(args: readonly string[], input?: string): Buffer | undefined {
  const run = spawnSync('git', args, {
    input,
    maxBuffer: 2 ** 31 - 1,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (run.error && (run.error as NodeJS.ErrnoException).code === 'ENOENT') {
    throw new BadUse('Git is not installed.', 'Install git, or give folders.');
  }
  return run.status === 0 ? run.stdout : undefined;
}

/** The repository around the current folder: the path from its root, and its root. */
function repository(): { prefix: string; root?: string } {
  const prefix = git(['rev-parse', '--show-prefix']);
  if (!prefix) {
    throw new BadUse(
      'This folder is not in a Git repository.',
      'Call the command inside of one, or give folders instead of refs.',
    );
  }
  return {
    prefix: prefix.toString().trim(),
    root: git(['rev-parse', '--show-toplevel'])?.toString().trim(),
  };
}

function commitOf(ref: string): string {
  const id = git([
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${ref}^{commit}`,
  ]);
  if (!id) {
    throw new BadUse(
      `There is no Git ref ${ref}.`,
      'Give a branch, tag or commit of this clone; fetch it first if it is not here (a shallow clone has only the last commits).',
    );
  }
  return id.toString().trim();
}

/** All files of a commit by path. */
function treeOf(commit: string): Map<string, Blob> {
  const listing = git(['ls-tree', '-r', '-z', '-l', '--full-tree', commit]);
  const blobs = new Map<string, Blob>();
  for (const line of (listing?.toString() ?? '').split('\0')) {
    const [head, path] = line.split('\t');
    const [mode, type, id, size] = head.split(/ +/);
    if (type === 'blob' && mode !== '120000') {
      blobs.set(path, { id, size: Number(size) });
    }
  }
  return blobs;
}

/** The texts of blobs, in one call. */
function textsOf(blobs: readonly Blob[]): Map<string, string> {
  const texts = new Map<string, string>();
  const ids = [...new Set(blobs.map(({ id }) => id))];
  const output =
    ids.length > 0 && git(['cat-file', '--batch'], `${ids.join('\n')}\n`);
  let at = 0;
  while (output && at < output.length) {
    const start = output.indexOf(10, at) + 1;
    const [id, , size] = output.toString('utf8', at, start - 1).split(' ');
    const end = start + Number(size);
    texts.set(id, output.toString('utf8', start, end));
    at = end + 1;
  }
  return texts;
}

const isManifest = (path: string) =>
  MANIFEST_NAME.test(posix.basename(path)) &&
  !path.split('/').some(step => FOREIGN_FOLDERS.has(step));

/** Files and folders as they are at a Git ref, read without a checkout. @throws BadUse */
export function openRef(ref: string, wanted: readonly string[]): Source {
  const { prefix, root } = repository();
  const blobs = treeOf(commitOf(ref));
  const problems: Source['problems'] = [];
  const all = [...blobs.keys()];
  const paths = wanted.flatMap(path => {
    const inside = root
      ? relative(root, resolve(root, prefix, path)).replace(/\\/g, '/')
      : posix.join('.', path);
    const folder = inside === '' || inside === '.' ? '' : `${inside}/`;
    const found = all.filter(
      file => file === inside || (file.startsWith(folder) && isManifest(file)),
    );
    if (found.length === 0 && !all.some(file => file.startsWith(folder))) {
      throw new BadUse(
        `${path} does not exist at ${ref}.`,
        'Give files or folders that are in that commit.',
      );
    }
    return found;
  });
  const readable = (path: string) => {
    const blob = blobs.get(path);
    if (blob && blob.size > MAX_BYTES) {
      problems.push({
        path,
        message: `The file has ${blob.size} bytes; at most ${MAX_BYTES} are read.`,
      });
      return undefined;
    }
    return blob;
  };
  const texts = textsOf(
    paths.map(readable).filter((blob): blob is Blob => blob !== undefined),
  );
  return {
    paths,
    read: path => {
      const blob = blobs.get(path);
      if (blob && blob.size <= MAX_BYTES && !texts.has(blob.id)) {
        texts.set(blob.id, textsOf([blob]).get(blob.id) ?? '');
      }
      return blob && texts.get(blob.id);
    },
    display: path => posix.relative(prefix, path),
    problems,
  };
}
