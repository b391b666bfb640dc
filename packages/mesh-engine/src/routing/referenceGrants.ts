import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { asList, asRecord, at } from '../resources/fields';
import { groupOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';

const grantsByNamespace = perMesh(mesh => {
  const byNamespace = new Map<string, KubeObject[]>();
  for (const grant of mesh.objects(
    'ReferenceGrant',
    'gateway.networking.k8s.io',
  )) {
    const { namespace = 'default' } = grant.metadata;
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), grant]);
  }
  return byNamespace;
});

/** Whether a route may send requests to a Service: one of its own namespace, or one that a ReferenceGrant opens to it. */
export function isGranted(
  mesh: Mesh,
  route: KubeObject,
  namespace: string,
  name: string,
): boolean {
  const { namespace: own = 'default' } = route.metadata;
  const grants = grantsByNamespace(mesh).get(namespace) ?? [];
  return (
    namespace === own ||
    grants.some(
      grant =>
        asList(at(grant, 'spec', 'from'))
          .map(asRecord)
          .some(
            from =>
              from.group === groupOf(route.apiVersion) &&
              from.kind === route.kind &&
              from.namespace === own,
          ) &&
        asList(at(grant, 'spec', 'to'))
          .map(asRecord)
          .some(
            to =>
              to.kind === 'Service' &&
              (to.name === undefined || to.name === name),
          ),
    )
  );
}
