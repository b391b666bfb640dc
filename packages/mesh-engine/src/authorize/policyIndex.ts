import { byAge } from '../resources/byAge';
import type { KubeObject } from '../resources/types';

/** Policies by namespace, oldest first. */
export type PolicyIndex = ReadonlyMap<string, readonly KubeObject[]>;

/** The namespace of an object; a manifest that names none is for `default`. */
export const namespaceOf = ({ metadata }: KubeObject): string =>
  metadata.namespace ?? 'default';

export function indexPolicies(policies: readonly KubeObject[]): PolicyIndex {
  const index = new Map<string, KubeObject[]>();
  for (const policy of [...policies].sort(byAge)) {
    const namespace = namespaceOf(policy);
    const known = index.get(namespace);
    if (known) {
      known.push(policy);
    } else {
      index.set(namespace, [policy]);
    }
  }
  return index;
}
