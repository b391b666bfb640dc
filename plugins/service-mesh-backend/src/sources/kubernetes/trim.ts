import type { KubeObject } from '@ecotrack/mesh-engine';

const UNREAD_ANNOTATIONS = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
];
const READ_CONTAINER_FIELDS = [
  'name',
  'image',
  'args',
  'ports',
  'resources',
  'restartPolicy',
  'readinessProbe',
  'livenessProbe',
  'startupProbe',
  'securityContext',
];
/** Of kinds whose status is large, the fields that are read. */
const READ_STATUS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['phase', 'podIP', 'conditions', 'startTime'],
  Node: ['conditions', 'nodeInfo'],
  Application: ['sync', 'health', 'operationState', 'conditions'],
};

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function pick(value: unknown, fields: readonly string[]): Fields {
  const source = isObject(value) ? value : {};
  return Object.fromEntries(
    fields
      .filter(field => field in source)
      .map(field => [field, source[field]]),
  );
}

function trimPodSpec(value: unknown): Fields {
  const {
    volumes,
    affinity,
    tolerations,
    containers,
    initContainers,
    ...spec
  } = isObject(value) ? value : {};
  const trimAll = (list: unknown) =>
    Array.isArray(list)
      ? list.map(container => pick(container, READ_CONTAINER_FIELDS))
      : [];
  return {
    ...spec,
    containers: trimAll(containers),
    ...(initContainers !== undefined && {
      initContainers: trimAll(initContainers),
    }),
  };
}

function trimTemplate(spec: unknown): unknown {
  if (!isObject(spec) || !isObject(spec.template)) {
    return spec;
  }
  return {
    ...spec,
    template: { ...spec.template, spec: trimPodSpec(spec.template.spec) },
  };
}

/** Drops what no question reads, so that a snapshot stays small. */
export function trim(object: KubeObject): KubeObject {
  const { managedFields, annotations, ...kept } =
    object.metadata as KubeObject['metadata'] & Fields;
  const metadata = {
    ...kept,
    ...(annotations && {
      annotations: Object.fromEntries(
        Object.entries(annotations).filter(
          ([name]) => !UNREAD_ANNOTATIONS.includes(name),
        ),
      ),
    }),
  };
  const { apiVersion, kind } = object;
  const status =
    kind in READ_STATUS
      ? { status: pick(object.status, READ_STATUS[kind]) }
      : undefined;
  switch (kind) {
    case 'Pod':
      return { ...object, metadata, spec: trimPodSpec(object.spec), ...status };
    case 'ReplicaSet': {
      const { name, namespace, uid, ownerReferences } = metadata;
      return {
        apiVersion,
        kind,
        metadata: { name, namespace, uid, ownerReferences },
      };
    }
    case 'ConfigMap':
      return { apiVersion, kind, metadata, data: pick(object.data, ['mesh']) };
    default:
      return {
        ...object,
        metadata,
        spec: trimTemplate(object.spec),
        ...status,
      };
  }
}
