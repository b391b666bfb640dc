import { statSync } from 'node:fs';
import { Mesh } from '@ecotrack/mesh-engine';
import { readUnits, type ReadUnits } from '../sources/readUnits';

/** One state of the manifests: by the folder of each kustomization, from the root of that state. */
export interface Side {
  read: ReadUnits;
  units: Map<string, Mesh>;
}

/** Opens a folder, or else a Git ref. @param paths - what of a ref is read @throws BadUse */
export function openSide(side: string, paths: readonly string[]): Side {
  const isFolder = statSync(side, { throwIfNoEntry: false }) !== undefined;
  const read = isFolder
    ? readUnits([side])
    : readUnits(paths.length > 0 ? paths : ['.'], side);
  const prefix = isFolder ? side.replace(/\/+$/, '').replace(/^\.\//, '') : '';
  const nameOf = (name: string) =>
    isFolder && name.startsWith(`${prefix}/`)
      ? name.slice(prefix.length + 1)
      : name;
  return {
    read,
    units: new Map(
      read.units.map(({ name, mesh }) => [
        name === prefix ? '.' : nameOf(name),
        mesh,
      ]),
    ),
  };
}

/** The meshes of two states side by side; one that is only in one of them meets an empty mesh. */
export function pairsOf(
  base: Side,
  head: Side,
): { name: string; before: Mesh; after: Mesh }[] {
  const names = new Set([...base.units.keys(), ...head.units.keys()]);
  return [...names].sort().map(name => ({
    name,
    before: base.units.get(name) ?? Mesh.from([]),
    after: head.units.get(name) ?? Mesh.from([]),
  }));
}
