import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { asLabels, asText, at } from '../resources/fields';
import { groupOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import type { RequestDestination } from './types';

const GATEWAY_API = 'gateway.networking.k8s.io';
const USE_WAYPOINT = 'istio.io/use-waypoint';

/** A waypoint in front of a destination; the Gateway is undefined when the mesh has none of that name. */
export interface Waypoint {
  namespace: string;
  name: string;
  gateway?: KubeObject;
}

const labelsOf = (object: KubeObject | undefined) =>
  asLabels(at(object, 'metadata', 'labels'));

function gatewayOf(
  mesh: Mesh,
  namespace: string,
  name: string,
): KubeObject | undefined {
  return mesh
    .objects('Gateway', GATEWAY_API)
    .find(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.name === name,
    );
}

/** Labels of the objects that may name a waypoint, the nearest first. */
function namingLabels(
  mesh: Mesh,
  { service, workload }: RequestDestination,
): { namespace: string; labels: Record<string, string> }[] {
  const namespace = service?.namespace ?? workload?.namespace ?? '';
  const group = service?.kind === 'ServiceEntry' ? 'networking.istio.io' : '';
  const own = service
    ? labelsOf(
        mesh
          .objects(service.kind, group)
          .find(
            ({ metadata }) =>
              metadata.name === service.name &&
              metadata.namespace === service.namespace,
          ),
      )
    : workload?.labels ?? {};
  return [
    { namespace, labels: own },
    { namespace, labels: labelsOf(mesh.namespaces.get(namespace)) },
  ];
}

/** The waypoint that traffic to a destination goes through. */
export function waypointOf(
  mesh: Mesh,
  destination: RequestDestination,
): Waypoint | undefined {
  const naming = namingLabels(mesh, destination).find(
    ({ labels }) => labels[USE_WAYPOINT] !== undefined,
  );
  const name = naming?.labels[USE_WAYPOINT];
  if (!naming || !name || name === 'none') {
    return undefined;
  }
  const namespace =
    naming.labels['istio.io/use-waypoint-namespace'] ?? naming.namespace;
  const gateway = gatewayOf(mesh, namespace, name);
  const handles = labelsOf(gateway)['istio.io/waypoint-for'] ?? 'service';
  const kind = destination.service ? 'service' : 'workload';
  return !gateway || [kind, 'all'].includes(handles)
    ? { namespace, name, gateway }
    : undefined;
}

/** Whether a workload is a waypoint itself. */
export function isWaypoint(mesh: Mesh, workload: Workload): boolean {
  const name = workload.labels[`${GATEWAY_API}/gateway-name`];
  if (name === undefined) {
    return false;
  }
  const gateway = gatewayOf(mesh, workload.namespace, name);
  return (
    workload.labels['gateway.istio.io/managed'] ===
      'istio.io-mesh-controller' ||
    asText(at(gateway, 'spec', 'gatewayClassName')) === 'istio-waypoint'
  );
}

/** The Istio Gateways that a workload serves. */
export function istioGatewaysOf(
  mesh: Mesh,
  workload: Workload,
): { namespace: string; name: string }[] {
  return mesh.gateways
    .filter(
      ({ ref, workloads }) =>
        groupOf(ref.apiVersion) === 'networking.istio.io' &&
        workloads.includes(workload),
    )
    .map(({ ref }) => ({ namespace: ref.namespace ?? '', name: ref.name }));
}
