import type { Mesh } from '../mesh/Mesh';
import { perMeshAnd } from '../mesh/perMesh';
import { planesOf } from '../connection/endpoints';
import type { DataPlane, Workload } from '../mesh/types';
import { asLabels, at } from '../resources/fields';
import { describeRef, refOf } from '../resources/ref';
import type { Because } from '../resources/types';
import type { PolicyTarget } from './attaches';
import type { Attributes } from './attributes';
import { callerPrincipal, withScheme } from './callerPrincipal';
import type { AuthorizeRequest, RequestSource } from './types';
import {
  isWaypoint,
  istioGatewaysOf,
  waypointOf,
  type Waypoint,
} from './waypoint';

/** Who calls what, as one proxy sees it. */
export type Connection = Pick<
  Attributes,
  'principal' | 'sourceIp' | 'destinationIp' | 'destinationPort'
>;

/** A proxy that asks its policies about a request. */
export interface EnforcementPoint {
  /** In words. */
  name: string;
  target: PolicyTarget;
  /** ztunnel knows connections only, and neither CUSTOM nor AUDIT. */
  proxy: 'sidecar' | 'gateway' | 'waypoint' | 'ztunnel';
  connection: Connection;
}

/** Proxies that a request passes, in order. */
export interface EnforcementPath {
  points: EnforcementPoint[];
  /** What is not known about the path itself. */
  dependsOn: string[];
  because: Because[];
}

/** One target per workload, so that what is looked up for it can be kept. */
const targetOf = perMeshAnd(
  (mesh, workload: Workload): PolicyTarget => ({
    namespace: workload.namespace,
    labels: workload.labels,
    isWaypoint: isWaypoint(mesh, workload),
    gateways: istioGatewaysOf(mesh, workload),
  }),
);

function ownPoint(
  mesh: Mesh,
  { destination }: AuthorizeRequest,
  connection: Connection,
): EnforcementPoint {
  const { workload, service } = destination;
  const services = service ? [service] : [];
  if (!workload) {
    return {
      name: 'the workload',
      target: {
        namespace: destination.namespace ?? '',
        labels: destination.labels ?? {},
        isWaypoint: destination.isWaypoint,
        services: destination.isWaypoint ? services : [],
      },
      proxy: destination.isWaypoint ? 'waypoint' : 'sidecar',
      connection,
    };
  }
  const target = targetOf(mesh, workload);
  const isGateway = workload.sidecar.state === 'gateway';
  const other = isGateway ? 'gateway' : 'sidecar';
  return {
    name: describeRef(workload.ref),
    target: target.isWaypoint ? { ...target, services } : target,
    proxy: target.isWaypoint ? 'waypoint' : other,
    connection,
  };
}

/** Whether a caller is outside the mesh, so that nothing sends it to a waypoint: it shows no identity. */
const isOutside = (source: RequestSource | undefined) =>
  source?.workload?.sidecar.state === 'none' ||
  source?.mtls === false ||
  source?.principal === null;

function ownConnection(mesh: Mesh, request: AuthorizeRequest): Connection {
  const { source, destination } = request;
  const { pods = [] } = destination.workload ?? {};
  const [onlyPod] = pods.length === 1 ? pods : [];
  return {
    principal: callerPrincipal(mesh, request),
    sourceIp: source?.ip,
    destinationIp: destination.ip === undefined ? onlyPod?.ip : destination.ip,
    destinationPort: destination.port,
  };
}

/** A waypoint is addressed by the port of the service. */
function toWaypoint(
  mesh: Mesh,
  { service, port }: AuthorizeRequest['destination'],
  connection: Connection,
): Connection {
  if (!service) {
    return connection;
  }
  const numbers = mesh
    .service(service.namespace, service.name)
    ?.ports.filter(({ targetPort, number }) => (targetPort ?? number) === port)
    .map(({ number }) => number);
  return {
    ...connection,
    destinationIp: undefined,
    destinationPort: numbers?.length === 1 ? numbers[0] : undefined,
  };
}

/** Behind a waypoint, the waypoint is the caller. */
function fromWaypoint(
  { config }: Mesh,
  { namespace, name }: Waypoint,
  connection: Connection,
): Connection {
  return {
    ...connection,
    principal: withScheme(`${config.trustDomain}/ns/${namespace}/sa/${name}`),
    sourceIp: undefined,
  };
}

function waypointPoint(
  { namespace, name }: Waypoint,
  { destination }: AuthorizeRequest,
  connection: Connection,
): EnforcementPoint {
  return {
    name: `the waypoint ${name}`,
    target: {
      namespace,
      labels: { 'gateway.networking.k8s.io/gateway-name': name },
      isWaypoint: true,
      services: destination.service ? [destination.service] : [],
    },
    proxy: 'waypoint',
    connection,
  };
}

function throughWaypoint({ namespace, name, gateway }: Waypoint): {
  dependsOn: string[];
  because: Because[];
} {
  return gateway
    ? {
        dependsOn: [],
        because: [
          {
            object: refOf(gateway),
            says: `Requests go through the waypoint ${name}.`,
          },
        ],
      }
    : {
        dependsOn: [`Gateway/${namespace}/${name}`],
        because: [
          { says: `The waypoint ${name} in ${namespace} is not known.` },
        ],
      };
}

/** Planes that the pods of a destination are in; where no pods are known, what the labels ask for. */
function planesOfDestination(
  mesh: Mesh,
  workload: Workload | undefined,
): (DataPlane | 'unknown')[] {
  if (!workload) {
    return ['unknown'];
  }
  const labels = asLabels(
    at(mesh.namespaces.get(workload.namespace), 'metadata', 'labels'),
  );
  const mode =
    workload.labels['istio.io/dataplane-mode'] ??
    labels['istio.io/dataplane-mode'];
  return planesOf(workload).map(plane =>
    plane === 'unknown' && mode === 'ambient' ? 'ambient' : plane,
  );
}

/** What stands beside the pods of one plane. */
function besidePods(
  plane: DataPlane | 'unknown',
  last: EnforcementPoint,
  { destination }: AuthorizeRequest,
): Pick<EnforcementPath, 'points' | 'because'> {
  if (plane === 'ambient') {
    return { points: [{ ...last, proxy: 'ztunnel' }], because: [] };
  }
  if (plane !== 'none') {
    return { points: [last], because: [] };
  }
  const says = `No proxy stands in front of ${last.name}, so its policies are not enforced.`;
  return {
    points: [],
    because: [{ object: destination.workload?.ref, says }],
  };
}

/**
 * The proxies that decide about a request: a waypoint where there is one, then the one beside the workload. Several
 * ways where pods of the workload differ.
 */
export function enforcementPaths(
  mesh: Mesh,
  request: AuthorizeRequest,
): EnforcementPath[] {
  const { destination, source } = request;
  const waypoint = isOutside(source)
    ? undefined
    : waypointOf(mesh, destination);
  const { dependsOn, because } = waypoint
    ? throughWaypoint(waypoint)
    : { dependsOn: [], because: [] };
  const own = ownConnection(mesh, request);
  const before = waypoint
    ? [waypointPoint(waypoint, request, toWaypoint(mesh, destination, own))]
    : [];
  const last = ownPoint(
    mesh,
    request,
    waypoint ? fromWaypoint(mesh, waypoint, own) : own,
  );
  return planesOfDestination(mesh, destination.workload).map(plane => {
    const beside = besidePods(plane, last, request);
    return {
      points: [...before, ...beside.points],
      dependsOn,
      because: [...because, ...beside.because],
    };
  });
}
