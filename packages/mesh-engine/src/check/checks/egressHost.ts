import type { Mesh } from '../../mesh/Mesh';
import { asList, asRecord, asTexts, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { splitHost } from '../reading/gateways';
import { registryOf } from '../reading/registry';
import { isVisible } from '../../routing/exportTo';
import { sidecars } from '../reading/sidecars';
import type { Check } from '../types';

/** Whether a wildcard or a host leads to a service that the Sidecar's namespace sees. */
function leadsSomewhere(
  mesh: Mesh,
  namespace: string,
  host: string,
  own: string,
): boolean {
  return registryOf(mesh)
    .matching(host)
    .some(
      ({ service, scope }) =>
        (namespace === '*' || service.namespace === namespace) &&
        isVisible(scope, own),
    );
}

export const egressHost: Check = {
  code: 'MESH2404',
  severity: 'warning',
  title: 'Sidecar for a service that does not exist',
  kiali: ['KIA1004'],
  find: mesh =>
    sidecars(mesh).flatMap(({ object, namespace: own }) =>
      asList(at(object, 'spec', 'egress')).flatMap((egress, index) =>
        asTexts(asRecord(egress).hosts).flatMap((entry, place) => {
          const isShared =
            own === mesh.config.rootNamespace && entry.startsWith('./');
          const [namespace, host] = splitHost(entry, own);
          return host === '*' ||
            namespace === '~' ||
            isShared ||
            leadsSomewhere(mesh, namespace, host, own)
            ? []
            : {
                object: refOf(object),
                field: `spec.egress[${index}].hosts[${place}]`,
                message: `${describeRef(
                  refOf(object),
                )} lets its workloads reach ${entry}, which is no service that ${own} sees.`,
                fix: 'Write namespace/host with the namespace that the service is in and its full host, or remove the entry.',
              };
        }),
      ),
    ),
};
