import type { Mesh } from '../../mesh/Mesh';
import { fullHost } from '../../mesh/hosts';
import { perMesh } from '../../mesh/perMesh';
import { perObject } from '../../mesh/perObject';
import type { MeshService } from '../../mesh/types';
import { asList, asRecord, asText, asTexts, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import {
  DATA_PLANE_MODE,
  isAmbient,
  isAmbientNamespace,
  isNamespaceEnrolled,
  isServiceEnrolled,
} from './ambient';
import { registryOf } from './registry';
import { namespaceOf } from './scope';

/** A service in ambient mode that an object about requests names. */
export interface NamedService {
  object: KubeObject;
  namespace: string;
  field: string;
  /** Of the service, and its namespace. */
  host: string;
  home: string;
  /** Whether calls to it go through a waypoint. */
  isEnrolled: boolean;
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

const hostsOf = perObject((object): { host: string; field: string }[] => {
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
});

const isInAmbient = (mesh: Mesh, service: MeshService): boolean =>
  service.workloads.length > 0
    ? service.workloads.some(workload => isAmbient(mesh, workload))
    : isAmbientNamespace(mesh, service.namespace) ||
      mesh.get(service.ref)?.metadata.labels?.[DATA_PLANE_MODE] === 'ambient';

/** The namespace in ambient mode that a host of the cluster is in, where the service itself is not known. */
function ambientHome(mesh: Mesh, host: string): string | undefined {
  const [, namespace, ...rest] = host.split('.');
  return namespace &&
    rest.join('.') === `svc.${mesh.config.clusterDomain}` &&
    isAmbientNamespace(mesh, namespace)
    ? namespace
    : undefined;
}

/** Services in ambient mode that VirtualServices and DestinationRules about requests name. */
export const ambientServicesNamed = perMesh((mesh): NamedService[] =>
  ['VirtualService', 'DestinationRule']
    .flatMap(kind => mesh.objects(kind, 'networking.istio.io'))
    .flatMap(object =>
      hostsOf(object).flatMap(({ host: written, field }) => {
        const namespace = namespaceOf(object);
        const host = fullHost(written, namespace, mesh.config.clusterDomain);
        const [found] = host.includes('*')
          ? []
          : registryOf(mesh).visibleAt(host, namespace);
        const named = { object, namespace, field, host };
        if (!found) {
          const home = ambientHome(mesh, host);
          return home === undefined
            ? []
            : { ...named, home, isEnrolled: isNamespaceEnrolled(mesh, home) };
        }
        const { service } = found;
        return isInAmbient(mesh, service)
          ? {
              ...named,
              home: service.namespace,
              isEnrolled: isServiceEnrolled(mesh, service),
            }
          : [];
      }),
    ),
);
