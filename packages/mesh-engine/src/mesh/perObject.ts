import type { KubeObject } from '../resources/types';
import type { Mesh } from './Mesh';
import type { MeshConfig } from './meshConfig';

/** Computes something at most once for each thing that never changes, such as an object: meshes share theirs. */
export function perObject<K extends object = KubeObject, T = unknown>(
  compute: (object: K) => T,
): (object: K) => T {
  const known = new WeakMap<K, { value: T }>();
  return object => {
    const found = known.get(object) ?? { value: compute(object) };
    known.set(object, found);
    return found.value;
  };
}

/** The same under one mesh configuration, from which it is told too. */
export function perObjectIn<T>(
  compute: (object: KubeObject, config: MeshConfig) => T,
): (mesh: Pick<Mesh, 'config'>, object: KubeObject) => T {
  const under = perObject((config: MeshConfig) =>
    perObject((object: KubeObject) => compute(object, config)),
  );
  return (mesh, object) => under(mesh.config)(object);
}
