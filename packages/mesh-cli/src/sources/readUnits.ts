import {
  findUnits,
  Mesh,
  type Finding,
  type SkippedFile,
} from '@ecotrack/mesh-engine';
import { openFolders } from './folder';
import { openRef } from './git';
import type { Source } from './Source';

/** A mesh of a folder or ref. */
export interface Unit {
  /** Folder of the kustomization as it is told; `.` for plain manifests. */
  name: string;
  mesh: Mesh;
}

/** Everything that was read. */
export interface ReadUnits {
  units: Unit[];
  skipped: SkippedFile[];
  /** Files that could not be opened. */
  findings: Finding[];
  /** Files that were looked at. */
  files: number;
  display: Source['display'];
}

/** Reads the meshes of files and folders, at a Git ref where one is given. @throws BadUse */
export function readUnits(paths: readonly string[], ref?: string): ReadUnits {
  const source = ref === undefined ? openFolders(paths) : openRef(ref, paths);
  const { units, skipped } = findUnits(source.paths, source.read);
  const findings = source.problems.map(
    ({ path, message }): Finding => ({
      code: 'MESH0001',
      severity: 'error',
      origin: { file: path, line: 1, column: 1 },
      message,
      fix: 'Make it readable, or leave it out.',
      because: [],
    }),
  );
  return {
    units: units.map(unit => ({
      name:
        unit.folder === undefined ? '.' : source.display(unit.folder) || '.',
      mesh: Mesh.from(unit.resources, {}, unit.findings),
    })),
    skipped: skipped.filter(
      ({ path }) => !findings.some(({ origin }) => origin?.file === path),
    ),
    findings,
    files: source.paths.length,
    display: source.display,
  };
}
