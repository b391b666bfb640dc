import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { describeRef } from '../resources/ref';
import type { PolicyTarget } from './attaches';
import type { Known } from './attributes';
import { callerPrincipal, withScheme } from './callerPrincipal';
import type { AuthorizeRequest, RequestSource } from './types';
import { isWaypoint, istioGatewaysOf, waypointOf } from './waypoint';

/** A proxy that asks its policies about a request. */
export interface EnforcementPoint {
  /** In words. */
  name: string;
  target: PolicyTarget;
  /** ztunnel knows connections only, and neither CUSTOM nor AUDIT. */
  proxy: 'sidecar' | 'gateway' | 'waypoint' | 'ztunnel';
  /** Who calls, as this proxy sees it. */
  principal: Known<string>;
}

/** Proxies that a request passes, in order. */
export interface EnforcementPath {
  points: EnforcementPoint[];
  /** What is not known about the path itself. */
  dependsOn: string[];
  /** Set when some pods have a proxy and others have none. */
  mayHaveNoProxy?: string;
}

function targetOf(mesh: Mesh, workload: Workload): PolicyTarget {
  return {
    namespace: workload.namespace,
    labels: workload.labels,
    isWaypoint: isWaypoint(mesh, workload),
    gateways: istioGatewaysOf(mesh, workload),
  };
}

function ownPoint(
  mesh: Mesh,
  { destination }: AuthorizeRequest,
  principal: Known<string>,
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
      principal,
    };
  }
  const target = targetOf(mesh, workload);
  const isGateway = workload.sidecar.state === 'gateway';
  const other = isGateway ? 'gateway' : 'sidecar';
  return {
    name: describeRef(workload.ref),
    target: { ...target, services: target.isWaypoint ? services : [] },
    proxy: target.isWaypoint ? 'waypoint' : other,
    principal,
  };
}

/** Whether a caller is outside the mesh, so that nothing sends it to a waypoint. */
const isOutside = (source: RequestSource | undefined) =>
  source?.workload?.sidecar.state === 'none';

/** The proxies that decide about a request: a waypoint where there is one, then the one beside the workload. */
export function enforcementPath(
  mesh: Mesh,
  request: AuthorizeRequest,
): EnforcementPath {
  const { destination, source } = request;
  const principal = callerPrincipal(mesh, request);
  const waypoint = isOutside(source)
    ? undefined
    : waypointOf(mesh, destination);
  const points: EnforcementPoint[] = [];
  const dependsOn: string[] = [];
  if (waypoint && !waypoint.gateway) {
    dependsOn.push(`Gateway/${waypoint.namespace}/${waypoint.name}`);
  }
  if (waypoint) {
    points.push({
      name: `the waypoint ${waypoint.name}`,
      target: {
        namespace: waypoint.namespace,
        labels: { 'gateway.networking.k8s.io/gateway-name': waypoint.name },
        isWaypoint: true,
        services: destination.service ? [destination.service] : [],
      },
      proxy: 'waypoint',
      principal,
    });
  }
  const seen = waypoint
    ? withScheme(
        `${mesh.config.trustDomain}/ns/${waypoint.namespace}/sa/${waypoint.name}`,
      )
    : principal;
  const last = ownPoint(mesh, request, seen);
  const state = destination.workload?.sidecar.state;
  if (state === 'none') {
    return { points, dependsOn };
  }
  points.push(state === 'ambient' ? { ...last, proxy: 'ztunnel' } : last);
  return state === 'some'
    ? { points, dependsOn, mayHaveNoProxy: last.name }
    : { points, dependsOn };
}
