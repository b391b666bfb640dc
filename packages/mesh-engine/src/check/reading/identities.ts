import { perMesh } from '../../mesh/perMesh';
import { asText, at } from '../../resources/fields';
import { knownNamespaces } from './knownNamespaces';
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

/** Service accounts as `namespace/account`; undefined when none is read. */
export const knownAccounts = perMesh(mesh => {
  const accounts = mesh.objects('ServiceAccount', '');
  if (accounts.length === 0) {
    return undefined;
  }
  return new Set([
    ...accounts.map(object => `${namespaceOf(object)}/${object.metadata.name}`),
    ...mesh.workloads.map(
      ({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`,
    ),
    ...mesh
      .objects('WorkloadEntry', 'networking.istio.io')
      .map(
        object =>
          `${namespaceOf(object)}/${
            asText(at(object, 'spec', 'serviceAccount')) ?? ''
          }`,
      ),
    // Kubernetes gives every namespace this one.
    ...[...(knownNamespaces(mesh) ?? [])].map(name => `${name}/default`),
    ...accounts.map(object => `${namespaceOf(object)}/default`),
  ]);
});
