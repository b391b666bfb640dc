import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { selects, selectsWorkload } from '../mesh/selectors';
import type {
  DataPlane,
  MeshService,
  Pod,
  ServicePort,
  Workload,
} from '../mesh/types';
import { asLabels, asList, asRecord, asText, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject, ObjectRef } from '../resources/types';
import { podPort } from './podPort';

/** Servers of one kind behind a service: the pods of a workload that meet the mesh alike, or an entry. */
export interface Endpoint {
  ref: ObjectRef;
  workload?: Workload;
  namespace: string;
  labels: Readonly<Record<string, string>>;
  /** Of the pod; undefined when its name cannot be resolved. */
  port?: number;
  plane: DataPlane | 'unknown';
  /** Whether callers are told that it can do mTLS. */
  offersMtls: boolean;
  /** Whether it takes tunnels of ambient; undefined when no pods are known. */
  offersHbone?: boolean;
}

const TLS_MODE = 'security.istio.io/tlsMode';
const TUNNEL = 'networking.istio.io/tunnel';

/** Data planes of a workload's pods; what injection would give where no pods are known. */
export function planesOf({ pods, sidecar }: Workload): Endpoint['plane'][] {
  if (pods.length > 0) {
    return [...new Set(pods.map(({ dataPlane }) => dataPlane))];
  }
  switch (sidecar.state) {
    case 'all':
      return ['sidecar'];
    case 'some':
      return ['sidecar', 'none'];
    case 'unknown':
      return [sidecar.expected ? 'sidecar' : 'unknown'];
    default:
      return [sidecar.state];
  }
}

function ofWorkload(workload: Workload, port: number | undefined): Endpoint[] {
  return planesOf(workload).map(plane => {
    const pods = workload.pods.filter(({ dataPlane }) => dataPlane === plane);
    const labelled = (label: string, value: string, { labels }: Pod) =>
      (labels[label] ?? value) === value;
    const template = { labels: workload.labels };
    const asked = pods.length > 0 ? pods : [template as Pod];
    return {
      ref: workload.ref,
      workload,
      namespace: workload.namespace,
      labels: workload.labels,
      port,
      plane,
      offersMtls:
        plane === 'sidecar' &&
        asked.every(pod => labelled(TLS_MODE, 'istio', pod)),
      offersHbone:
        plane === 'ambient' ||
        asked.some(({ labels }) => labels[TUNNEL] === 'http') ||
        (pods.length === 0 && plane !== 'none' ? undefined : false),
    };
  });
}

/** An endpoint outside of Kubernetes; it can do mTLS where its labels or its service account say so. */
function ofEntry(
  object: KubeObject,
  entry: Record<string, unknown>,
  port: number | undefined,
): Endpoint {
  const labels = asLabels(entry.labels);
  const offersMtls =
    TLS_MODE in labels
      ? labels[TLS_MODE] === 'istio'
      : Boolean(asText(entry.serviceAccount));
  return {
    ref: refOf(object),
    namespace: object.metadata.namespace ?? 'default',
    labels,
    port,
    plane: offersMtls ? 'sidecar' : 'none',
    offersMtls,
    offersHbone: false,
  };
}

const entriesByNamespace = perMesh(mesh => {
  const index = new Map<string, KubeObject[]>();
  for (const entry of mesh.objects('WorkloadEntry', 'networking.istio.io')) {
    const { namespace = 'default' } = entry.metadata;
    index.set(namespace, [...(index.get(namespace) ?? []), entry]);
  }
  return index;
});

/** Who serves a port of a service, or of a subset of it. */
export function endpointsOf(
  mesh: Mesh,
  service: MeshService,
  port: ServicePort,
  subset: Readonly<Record<string, string>> = {},
): Endpoint[] {
  const object = mesh.get(service.ref);
  const selector =
    service.selector ??
    asLabels(at(object, 'spec', 'workloadSelector', 'labels'));
  const hasSelector = Object.keys(selector).length > 0;
  const entries = (
    (hasSelector && entriesByNamespace(mesh).get(service.namespace)) ||
    []
  ).filter(entry => selects(selector, asLabels(at(entry, 'spec', 'labels'))));
  const inline =
    object?.kind === 'ServiceEntry'
      ? asList(at(object, 'spec', 'endpoints')).map(asRecord)
      : [];
  return [
    ...service.workloads
      .filter(workload => selectsWorkload(subset, workload))
      .flatMap(workload => ofWorkload(workload, podPort(port, workload))),
    ...entries.map(entry =>
      ofEntry(entry, asRecord(entry.spec), port.targetPort),
    ),
    ...(object
      ? inline.map(entry => ofEntry(object, entry, port.targetPort))
      : []),
  ].filter(
    endpoint =>
      endpoint.workload !== undefined || selects(subset, endpoint.labels),
  );
}

/** The endpoints of a workload that is called by the addresses of its pods. */
export function endpointsOfWorkload(
  workload: Workload,
  port: number,
): Endpoint[] {
  return ofWorkload(workload, port);
}
