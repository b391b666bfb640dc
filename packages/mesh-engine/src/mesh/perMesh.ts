import type { Mesh } from './Mesh';

/** Computes something at most once for each mesh. */
export function perMesh<T>(compute: (mesh: Mesh) => T): (mesh: Mesh) => T {
  const known = new WeakMap<Mesh, { value: T }>();
  return mesh => {
    const found = known.get(mesh) ?? { value: compute(mesh) };
    known.set(mesh, found);
    return found.value;
  };
}
