import type { Mesh } from '../../mesh/Mesh';

/** Computes something at most once for each mesh, for checks that look the same thing up. */
export function perMesh<T>(compute: (mesh: Mesh) => T): (mesh: Mesh) => T {
  const known = new WeakMap<Mesh, { value: T }>();
  return mesh => {
    const found = known.get(mesh) ?? { value: compute(mesh) };
    known.set(mesh, found);
    return found.value;
  };
}
