import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import { asText, at } from '../../resources/fields';
import { namespaceOf } from './scope';

/** A principal `trust-domain/ns/namespace/sa/account`, taken apart; undefined for anything else. */
export function identityOf(
  principal: string,
): { trustDomain: string; namespace: string; account: string } | undefined {
  const match = /^(?:spiffe:\/\/)?([^/]+)\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(
    principal,
  );
  return match
    ? { trustDomain: match[1], namespace: match[2], account: match[3] }
    : undefined;
}

/** Service accounts by namespace, of the namespaces whose accounts are read. */
const accountsByNamespace = perMesh(mesh => {
  const index = new Map<string, Set<string>>();
  for (const object of mesh.objects('ServiceAccount', '')) {
    const namespace = namespaceOf(object);
    // Kubernetes gives every namespace the account `default`.
    const names = index.get(namespace) ?? new Set(['default']);
    index.set(namespace, names.add(object.metadata.name));
  }
  for (const { namespace, serviceAccount } of mesh.workloads) {
    index.get(namespace)?.add(serviceAccount);
  }
  for (const object of mesh.objects('WorkloadEntry', 'networking.istio.io')) {
    const name = asText(at(object, 'spec', 'serviceAccount')) ?? '';
    index.get(namespaceOf(object))?.add(name);
  }
  return index;
});

/** Whether a service account does not exist; false as well where nothing is known of its namespace. */
export const isAccountMissing = (
  mesh: Mesh,
  namespace: string,
  name: string,
): boolean => accountsByNamespace(mesh).get(namespace)?.has(name) === false;
