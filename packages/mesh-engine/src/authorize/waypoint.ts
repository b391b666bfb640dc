import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
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

const gatewayOf = (
  mesh: Mesh,
  namespace: string,
  name: string,
): KubeObject | undefined =>
  mesh.get({
    apiVersion: `${GATEWAY_API}/v1`,
    kind: 'Gateway',
    namespace,
    name,
  });

/** Labels of the objects that may name a waypoint, the nearest first. */
function namingLabels(
  mesh: Mesh,
  { service, workload }: RequestDestination,
): { namespace: string; labels: Record<string, string> }[] {
  const namespace = service?.namespace ?? workload?.namespace ?? '';
  const apiVersion =
    service?.kind === 'ServiceEntry' ? 'networking.istio.io/v1' : 'v1';
  const own = service
    ? labelsOf(mesh.get({ apiVersion, ...service }))
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

const istioGateways = perMesh(mesh => {
  const byWorkload = new Map<Workload, { namespace: string; name: string }[]>();
  for (const { ref, workloads } of mesh.gateways) {
    if (groupOf(ref.apiVersion) === 'networking.istio.io') {
      for (const workload of workloads) {
        const known = byWorkload.get(workload) ?? [];
        known.push({ namespace: ref.namespace ?? 'default', name: ref.name });
        byWorkload.set(workload, known);
      }
    }
  }
  return byWorkload;
});

/** The Istio Gateways that a workload serves. */
export const istioGatewaysOf = (
  mesh: Mesh,
  workload: Workload,
): { namespace: string; name: string }[] =>
  istioGateways(mesh).get(workload) ?? [];
