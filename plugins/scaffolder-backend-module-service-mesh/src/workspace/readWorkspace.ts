import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { FileReader, Finding } from '@ecotrack/mesh-engine';

/** Files of a workspace; paths are from its root, with slashes. */
export interface WorkspaceFiles {
  paths: string[];
  read: FileReader;
  /** What could not be read so far. */
  readonly problems: readonly Finding[];
}

const MANIFEST = /\.(?:ya?ml|json)$|^Kustomization$/;
const FOREIGN = ['.git', 'node_modules'];
const MAX_BYTES = 40_000_000;

/** Manifests in a folder and below; links are not followed. */
function manifestsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return FOREIGN.includes(entry.name) ? [] : manifestsIn(path);
    }
    return entry.isFile() && MANIFEST.test(entry.name) ? [path] : [];
  });
}

function unreadable(file: string, message: string): Finding {
  return {
    code: 'MESH0001',
    severity: 'error',
    origin: { file, line: 1, column: 1 },
    message,
    fix: 'Make it readable, or leave it out.',
    because: [],
  };
}

/**
 * Opens files and folders of a workspace. Nothing outside of it is read, whatever paths, links and kustomizations say.
 *
 * @throws InputError when a path does not exist
 * @throws NotAllowedError when a path leads out of the workspace
 */
export function readWorkspace(
  workspacePath: string,
  wanted: readonly string[],
): WorkspaceFiles {
  const problems: Finding[] = [];
  const inside = (path: string) =>
    relative(workspacePath, path).split(sep).join(posix.sep);
  const paths = wanted.flatMap(path => {
    const place = resolveSafeChildPath(workspacePath, path);
    const stats = statSync(place, { throwIfNoEntry: false });
    if (!stats) {
      throw new InputError(
        `paths: ${path} is not in the workspace. Name files or folders that a step before has made.`,
      );
    }
    return stats.isDirectory() ? manifestsIn(place) : [place];
  });
  const read: FileReader = path => {
    try {
      const place = resolveSafeChildPath(workspacePath, path);
      const stats = statSync(place, { throwIfNoEntry: false });
      if (!stats?.isFile()) {
        return undefined;
      }
      if (stats.size > MAX_BYTES) {
        problems.push(
          unreadable(
            path,
            `The file has ${stats.size} bytes; at most ${MAX_BYTES} are read.`,
          ),
        );
        return undefined;
      }
      return readFileSync(place, 'utf8');
    } catch {
      problems.push(
        unreadable(path, 'It is not in the workspace, or may not be read.'),
      );
      return undefined;
    }
  };
  return { paths: [...new Set(paths.map(inside))], read, problems };
}
