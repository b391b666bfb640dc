import type { KubeObject } from '@ecotrack/mesh-engine';
import type { NewGroup } from './types';

/** Whether an object is named by a service: `orders`, `orders-v1`, `shop-orders`. */
const isNamedBy = (group: string, { metadata }: KubeObject): boolean =>
  metadata.namespace !== undefined &&
  `-${metadata.name}-`.includes(`-${group}-`);

/**
 * The new objects of a service, and others that share a name, such as those of a host outside. What is new in the
 * namespace of the service comes with it.
 */
export function groupsOf(
  name: string,
  added: readonly KubeObject[],
): NewGroup[] {
  const home = added.find(
    ({ metadata }) => metadata.namespace && metadata.name === name,
  )?.metadata.namespace;
  const own = added.filter(
    object =>
      isNamedBy(name, object) ||
      (home !== undefined && object.metadata.namespace === home),
  );
  const others = new Map<string, KubeObject[]>();
  for (const object of added.filter(each => !own.includes(each))) {
    const alike = others.get(object.metadata.name) ?? [];
    others.set(object.metadata.name, [...alike, object]);
  }
  return [
    { name, isService: true, objects: own },
    ...[...others]
      .filter(([, objects]) => objects.length > 1)
      .map(([shared, objects]) => ({
        name: shared,
        isService: false,
        objects,
      })),
  ].filter(({ objects }) => objects.length > 0);
}
