import type { KubeObject } from '../resources/types';

/** Computes something at most once for each object of a mesh: they never change, and meshes share them. */
export function perObject<T>(
  compute: (object: KubeObject) => T,
): (object: KubeObject) => T {
  const known = new WeakMap<KubeObject, { value: T }>();
  return object => {
    const found = known.get(object) ?? { value: compute(object) };
    known.set(object, found);
    return found.value;
  };
}
