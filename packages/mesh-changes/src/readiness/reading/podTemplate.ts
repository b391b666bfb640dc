import {
  refOf,
  type Mesh,
  type ObjectRef,
  type Workload,
} from '@ecotrack/mesh-engine';
import {
  at,
  labelsOf,
  list,
  record,
} from '../../templates/security/common/values';

/** What the pods of a workload are made from. */
export interface PodTemplate {
  /** The object that has it. */
  object: ObjectRef;
  /** Path of the specification of the pods in it. */
  path: string;
  /** Path of their metadata. */
  metadata: string;
  spec: Readonly<Record<string, unknown>>;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}

/** A container, with its path in the object that has the template. */
export interface Container {
  name: string;
  path: string;
  spec: Readonly<Record<string, unknown>>;
}

const PLACES = [
  ['spec', 'template'],
  ['spec', 'jobTemplate', 'spec', 'template'],
];
const OF_ISTIO = ['istio-proxy', 'istio-init', 'istio-validation'];

/** The template of a workload: its own, that of the Deployment behind a Rollout, or what its first pod has. */
export function podTemplateOf(mesh: Mesh, workload: Workload): PodTemplate {
  const own = mesh.get(workload.ref);
  const behind = record(at(own, 'spec', 'workloadRef'));
  const named = mesh
    .objects(String(behind.kind ?? ''), 'apps')
    .find(
      ({ metadata }) =>
        metadata.namespace === workload.namespace &&
        metadata.name === behind.name,
    );
  for (const object of [own, named]) {
    const place =
      object && PLACES.find(path => at(object, ...path) !== undefined);
    if (object && place) {
      const template = at(object, ...place);
      return {
        object: refOf(object),
        path: [...place, 'spec'].join('.'),
        metadata: [...place, 'metadata'].join('.'),
        spec: record(at(template, 'spec')),
        labels: labelsOf(at(template, 'metadata', 'labels')),
        annotations: labelsOf(at(template, 'metadata', 'annotations')),
      };
    }
  }
  const pod =
    workload.pods[0]?.object ?? (own?.kind === 'Pod' ? own : undefined);
  return {
    object: pod ? refOf(pod) : workload.ref,
    path: 'spec',
    metadata: 'metadata',
    spec: record(pod?.spec),
    labels: workload.labels,
    annotations: workload.annotations,
  };
}

/** Containers of the application, without those of Istio. */
export function containersOf(
  { spec, path }: PodTemplate,
  field: 'containers' | 'initContainers' = 'containers',
): Container[] {
  return list(spec[field])
    .map(record)
    .map((container, index) => ({
      name: typeof container.name === 'string' ? container.name : `${index}`,
      path: `${path}.${field}[${index}]`,
      spec: container,
    }))
    .filter(({ name }) => !OF_ISTIO.includes(name));
}

export const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'];
