import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';
import type { LatencySample } from '../../sources/telemetry/types';

/** What a call starts or ends at. */
export type Peer =
  | { type: 'service'; service: MeshService }
  | { type: 'workload'; workload: Workload }
  | { type: 'unknown'; name: string; namespace?: string };

/** Ports of well-known stores; a service that offers only such ports is a data store. */
const STORE_PORTS = [
  1433, 3306, 5432, 6379, 9042, 9092, 9200, 11211, 27017, 5672,
];
const STORE_NAMES =
  /postgres|mysql|redis|kafka|mongo|cassandra|amqp|memcache|elastic/;

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
    ? { type: 'unknown', name: 'unknown' }
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
  return {
    type: 'unknown',
    name: destination.host === 'unknown' ? 'unknown' : destination.host,
  };
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
  const isStore =
    components.includes('database') ||
    (ports.length > 0 &&
      ports.every(
        ({ number, name }) =>
          STORE_PORTS.includes(number) || STORE_NAMES.test(name ?? ''),
      ));
  return isStore ? 'datastore' : 'service';
}

/** Whether a service is part of the control plane, which has a place of its own. */
export function isControlPlane(mesh: Mesh, service: MeshService): boolean {
  return (
    service.namespace === mesh.config.rootNamespace &&
    service.kind === 'service' &&
    kindOf(mesh, service) === 'service'
  );
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
