import type {
  Mesh,
  MeshService,
  ServicePort,
  Workload,
} from '@ecotrack/mesh-engine';
import type { LatencySample } from '../../sources/telemetry/types';

/** What a call starts or ends at. */
export type Peer =
  | { type: 'service'; service: MeshService }
  | { type: 'workload'; workload: Workload }
  | { type: 'unknown'; name: string; namespace?: string };

/** Peers that the metrics do not name. */
export const UNNAMED_CLIENT = 'clients without identity';
export const UNNAMED_TARGET = 'hosts outside the mesh';

const STORE_PORTS = [
  1433, 3306, 5432, 6379, 9042, 9092, 9200, 11211, 27017, 5672,
];
const STORE_NAMES =
  /postgres|mysql|redis|kafka|mongo|cassandra|amqp|memcache|elastic/;
const METRICS_NAMES = /metrics|exporter|prometheus/;

/** Whether the ports are those of a well-known store, beside ports that metrics are read from. */
function offersStore(ports: readonly ServicePort[]): boolean {
  const offered = ports.filter(({ name }) => !METRICS_NAMES.test(name ?? ''));
  return (
    offered.length > 0 &&
    offered.every(
      ({ number, name }) =>
        STORE_PORTS.includes(number) || STORE_NAMES.test(name ?? ''),
    )
  );
}

/** The service that stands for a workload: of several, the one with the shortest name. */
export function primaryService(
  mesh: Mesh,
  workload: Workload,
): MeshService | undefined {
  return [...mesh.servicesOf(workload)].sort(
    (a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1),
  )[0];
}

function peerOfWorkload(mesh: Mesh, workload: Workload): Peer {
  const service = primaryService(mesh, workload);
  return service
    ? { type: 'service', service }
    : { type: 'workload', workload };
}

/** Where a call comes from. */
export function sourceOf(
  mesh: Mesh,
  { source }: Pick<LatencySample, 'source'>,
): Peer {
  const workload = mesh.workload(source.namespace, source.workload);
  if (workload) {
    return peerOfWorkload(mesh, workload);
  }
  return source.workload === 'unknown'
    ? { type: 'unknown', name: UNNAMED_CLIENT }
    : { type: 'unknown', name: source.workload, namespace: source.namespace };
}

/** Where a call goes: the workload that served it, otherwise the host that was asked for. */
export function targetOf(
  mesh: Mesh,
  { destination }: Pick<LatencySample, 'destination'>,
): Peer {
  const workload = mesh.workload(destination.namespace, destination.workload);
  if (workload) {
    return peerOfWorkload(mesh, workload);
  }
  const service =
    mesh.service(destination.serviceNamespace, destination.serviceName) ??
    mesh.serviceByHost(destination.host);
  if (service) {
    return { type: 'service', service };
  }
  const name = [destination.host, destination.serviceName].find(
    text => text !== 'unknown',
  );
  return { type: 'unknown', name: name ?? UNNAMED_TARGET };
}

/** What a service is to people. */
export function kindOf(
  mesh: Mesh,
  service: MeshService,
): 'service' | 'gateway' | 'edge' | 'datastore' | 'external' {
  if (service.kind === 'external') {
    return 'external';
  }
  const { workloads, ports } = service;
  const serving = new Set(mesh.gateways.flatMap(gateway => gateway.workloads));
  if (
    workloads.some(
      workload => workload.sidecar.state === 'gateway' || serving.has(workload),
    )
  ) {
    return 'gateway';
  }
  const components = workloads.map(
    ({ labels }) => labels['app.kubernetes.io/component'],
  );
  if (components.includes('gateway')) {
    return 'edge';
  }
  return components.includes('database') || offersStore(ports)
    ? 'datastore'
    : 'service';
}

/** Whether a service is part of the control plane, which has a place of its own. */
export function isControlPlane(mesh: Mesh, service: MeshService): boolean {
  return (
    service.namespace === mesh.config.rootNamespace &&
    service.kind === 'service' &&
    kindOf(mesh, service) === 'service'
  );
}

/**
 * Whether a service stands for itself in lists and graphs: not part of the control plane, and not one of several
 * services of the same workloads where another stands for them.
 */
export function isListed(mesh: Mesh, service: MeshService): boolean {
  const [first] = service.workloads;
  return (
    !isControlPlane(mesh, service) &&
    (!first || primaryService(mesh, first) === service)
  );
}

/** Whether clients outside the mesh are meant to call a service. */
export function isEntry(mesh: Mesh, service: MeshService): boolean {
  return ['gateway', 'edge'].includes(kindOf(mesh, service));
}

/** Identifies a node of the graph. */
export function nodeId(peer: Peer): string {
  switch (peer.type) {
    case 'service':
      return `service:${peer.service.namespace}/${peer.service.name}`;
    case 'workload':
      return `workload:${peer.workload.namespace}/${peer.workload.name}`;
    default:
      return `unknown:${peer.namespace ?? ''}/${peer.name}`;
  }
}
