import type { Mesh } from '@ecotrack/mesh-engine';

/** Computes something at most once for each mesh and name. */
export function remember<T>(
  compute: (mesh: Mesh, name: string) => T,
): (mesh: Mesh, name?: string) => T {
  const known = new WeakMap<Mesh, Map<string, { value: T }>>();
  return (mesh, name = '') => {
    const values = known.get(mesh) ?? new Map<string, { value: T }>();
    known.set(mesh, values);
    const kept = values.get(name) ?? { value: compute(mesh, name) };
    values.set(name, kept);
    return kept.value;
  };
}
