import type { Mesh } from '../../mesh/Mesh';
import { fullHost } from '../../mesh/hosts';
import type { MeshService } from '../../mesh/types';
import { asList, asRecord, asText, asTexts, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { DATA_PLANE_MODE, isAmbient, isAmbientNamespace } from './ambient';
import { registryOf } from './registry';
import { namespaceOf } from './scope';

/** A service in ambient mode that an object about requests names. */
export interface NamedService {
  object: KubeObject;
  namespace: string;
  field: string;
  service: MeshService;
}

/** Whether a DestinationRule says something of requests: connections and TLS are no matter for a waypoint. */
function isAboutRequests({ spec }: KubeObject): boolean {
  const policies = [
    at(spec, 'trafficPolicy'),
    ...asList(at(spec, 'subsets')).map(subset => at(subset, 'trafficPolicy')),
  ].map(asRecord);
  return (
    asList(at(spec, 'subsets')).length > 0 ||
    policies.some(
      policy =>
        policy.loadBalancer !== undefined ||
        policy.outlierDetection !== undefined ||
        at(policy, 'connectionPool', 'http') !== undefined,
    )
  );
}

function hostsOf(object: KubeObject): { host: string; field: string }[] {
  if (object.kind === 'DestinationRule') {
    const host = asText(at(object, 'spec', 'host'));
    return host && isAboutRequests(object)
      ? [{ host, field: 'spec.host' }]
      : [];
  }
  const gateways = asTexts(at(object, 'spec', 'gateways'));
  const isMesh = gateways.length === 0 || gateways.includes('mesh');
  return isMesh && asList(at(object, 'spec', 'http')).length > 0
    ? asTexts(at(object, 'spec', 'hosts')).map((host, index) => ({
        host,
        field: `spec.hosts[${index}]`,
      }))
    : [];
}

const isInAmbient = (mesh: Mesh, service: MeshService): boolean =>
  service.workloads.length > 0
    ? service.workloads.some(workload => isAmbient(mesh, workload))
    : isAmbientNamespace(mesh, service.namespace) ||
      mesh.get(service.ref)?.metadata.labels?.[DATA_PLANE_MODE] === 'ambient';

/** Services in ambient mode that VirtualServices and DestinationRules about requests name. */
export function ambientServicesNamed(mesh: Mesh): NamedService[] {
  return ['VirtualService', 'DestinationRule']
    .flatMap(kind => mesh.objects(kind, 'networking.istio.io'))
    .flatMap(object =>
      hostsOf(object).flatMap(({ host, field }) => {
        const namespace = namespaceOf(object);
        const full = fullHost(host, namespace, mesh.config.clusterDomain);
        const [found] = full.includes('*')
          ? []
          : registryOf(mesh).visibleAt(full, namespace);
        return found && isInAmbient(mesh, found.service)
          ? [{ object, namespace, field, service: found.service }]
          : [];
      }),
    );
}
