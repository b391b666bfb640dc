import type { FileReader } from '@ecotrack/mesh-engine';

/** Files from a folder or from a Git ref. */
export interface Source {
  /** Files to look at; all from one root, so that kustomizations may name what is beside them. */
  paths: string[];
  read: FileReader;
  /** How a path is told, so that an editor finds the file from where the command was called. */
  display(path: string): string;
  /** What could not be opened so far. */
  readonly problems: { path: string; message: string }[];
}

/** Names that may belong to manifests. */
export const MANIFEST_NAME = /\.(?:ya?ml|json)$|^Kustomization$/;
/** Folders that hold no manifests of their own. */
export const FOREIGN_FOLDERS: ReadonlySet<string> = new Set([
  '.git',
  'node_modules',
]);
/** Larger files are not read; the engine says so. */
export const MAX_BYTES = 40_000_000;
