import {
  describeRef,
  refOf,
  type KubeObject,
  type Mesh,
  type MeshService,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { listAt, namespaceOf, specTexts, textAt } from '../service/fields';

const isForMesh = (object: KubeObject): boolean => {
  const gateways = specTexts(object, 'gateways');
  return gateways.length === 0 || gateways.includes('mesh');
};

/** Whether callers in a namespace follow a VirtualService. */
function isVisible(object: KubeObject, namespace: string): boolean {
  const exportTo = specTexts(object, 'exportTo');
  return (
    exportTo.length === 0 ||
    exportTo.includes('*') ||
    exportTo.includes(namespace) ||
    (exportTo.includes('.') && namespaceOf(object) === namespace)
  );
}

const isWildcardFor = (host: string, service: MeshService): boolean =>
  host.startsWith('*') && service.host.endsWith(host.slice(1).toLowerCase());

/**
 * The VirtualService that callers in the mesh follow to a service; undefined when none is for it.
 * @throws ParameterError when several are, or one that is for many services
 */
export function virtualServiceOf(
  mesh: Mesh,
  service: MeshService,
): KubeObject | undefined {
  const all = mesh
    .objects('VirtualService', 'networking.istio.io')
    .filter(isForMesh);
  const own = all.filter(object =>
    specTexts(object, 'hosts').some(
      host =>
        !host.startsWith('*') &&
        mesh.serviceByHost(host, namespaceOf(object)) === service,
    ),
  );
  const visible = own.filter(object => isVisible(object, service.namespace));
  const [found, ...others] = visible.length > 0 ? visible : own;
  if (others.length > 0) {
    throw new ParameterError(
      'service',
      `${[found, ...others]
        .map(object => describeRef(refOf(object)))
        .join(' and ')} are all for ${
        service.name
      }, and callers follow only the oldest. Put them into one first.`,
    );
  }
  const wide = all.find(object =>
    specTexts(object, 'hosts').some(host => isWildcardFor(host, service)),
  );
  if (!found && wide) {
    throw new ParameterError(
      'service',
      `${describeRef(refOf(wide))} is for ${specTexts(wide, 'hosts').join(
        ', ',
      )}, which is more than ${
        service.name
      }. Give the service a VirtualService of its own first.`,
    );
  }
  return found;
}

/** The VirtualServices by which gateways route to a service. */
export function gatewayRoutesTo(
  mesh: Mesh,
  service: MeshService,
): KubeObject[] {
  return mesh
    .objects('VirtualService', 'networking.istio.io')
    .filter(object => !isForMesh(object))
    .filter(object =>
      listAt(object, 'spec', 'http').some(rule =>
        listAt(rule, 'route').some(
          entry =>
            mesh.serviceByHost(
              textAt(entry, 'destination', 'host'),
              namespaceOf(object),
            ) === service,
        ),
      ),
    );
}
