import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import type { MeshService, Workload } from '../../mesh/types';
import { asLabels, asText, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import type { Policy } from './policies';

export const DATA_PLANE_MODE = 'istio.io/dataplane-mode';
export const USE_WAYPOINT = 'istio.io/use-waypoint';

type Labels = Readonly<Record<string, string>>;

/** The waypoint that labels name; undefined for none. */
export const waypointNamed = (labels: Labels): string | undefined =>
  labels[USE_WAYPOINT] === 'none' ? undefined : labels[USE_WAYPOINT];

const labelsOfNamespace = (mesh: Mesh, namespace: string): Labels =>
  asLabels(mesh.namespaces.get(namespace)?.metadata.labels);

/** Whether the workloads of a namespace are in ambient mode unless they say otherwise; never the control plane's. */
export const isAmbientNamespace = (mesh: Mesh, namespace: string): boolean =>
  namespace !== mesh.config.rootNamespace &&
  labelsOfNamespace(mesh, namespace)[DATA_PLANE_MODE] === 'ambient';

/** Whether a workload is a waypoint. */
export const isWaypointWorkload = ({ labels }: Workload): boolean =>
  labels['gateway.istio.io/managed'] === 'istio.io-mesh-controller';

/** Whether a workload is in ambient mode. */
export function isAmbient(mesh: Mesh, workload: Workload): boolean {
  const { sidecar, labels, namespace } = workload;
  if (isWaypointWorkload(workload) || labels[DATA_PLANE_MODE] === 'none') {
    return false;
  }
  return (
    sidecar.state === 'ambient' ||
    (['none', 'unknown'].includes(sidecar.state) &&
      sidecar.expected !== true &&
      (labels[DATA_PLANE_MODE] === 'ambient' ||
        isAmbientNamespace(mesh, namespace)))
  );
}

/** Whether calls to a namespace go through a waypoint unless something in it says otherwise. */
export const isNamespaceEnrolled = (mesh: Mesh, namespace: string): boolean =>
  waypointNamed(labelsOfNamespace(mesh, namespace)) !== undefined;

const labelsOfService = (mesh: Mesh, service: MeshService): Labels =>
  asLabels(mesh.get(service.ref)?.metadata.labels);

/** Whether calls to a service go through a waypoint. */
export function isServiceEnrolled(mesh: Mesh, service: MeshService): boolean {
  const own = labelsOfService(mesh, service);
  return (
    waypointNamed(
      USE_WAYPOINT in own ? own : labelsOfNamespace(mesh, service.namespace),
    ) !== undefined
  );
}

/** Whether calls to a workload go through a waypoint, by its own address or by a service. */
export function isWorkloadEnrolled(mesh: Mesh, workload: Workload): boolean {
  const { labels, namespace } = workload;
  return (
    waypointNamed(
      USE_WAYPOINT in labels ? labels : labelsOfNamespace(mesh, namespace),
    ) !== undefined ||
    mesh.servicesOf(workload).some(service => isServiceEnrolled(mesh, service))
  );
}

const waypoints = perMesh(
  mesh =>
    new Map(
      mesh
        .objects('Gateway', 'gateway.networking.k8s.io')
        .map(object => [
          `${object.metadata.namespace ?? 'default'}/${object.metadata.name}`,
          object,
        ]),
    ),
);

/** The Gateway of a waypoint. */
export const gatewayOf = (
  mesh: Mesh,
  namespace: string,
  name: string,
): KubeObject | undefined => waypoints(mesh).get(`${namespace}/${name}`);

/** Whether a Gateway is a waypoint. */
export const isWaypoint = (gateway: KubeObject): boolean =>
  /waypoint/.test(asText(at(gateway, 'spec', 'gatewayClassName')) ?? '');

/** Whether a policy concerns a namespace in ambient mode, and no sidecar that would follow it. */
export function concernsAmbient(
  mesh: Mesh,
  { namespace, workloads }: Policy,
): boolean {
  return (
    namespace !== mesh.config.rootNamespace &&
    (isAmbientNamespace(mesh, namespace)
      ? !workloads.some(({ sidecar }) =>
          ['all', 'some', 'gateway'].includes(sidecar.state),
        )
      : workloads.length > 0 &&
        workloads.every(workload => isAmbient(mesh, workload)))
  );
}
