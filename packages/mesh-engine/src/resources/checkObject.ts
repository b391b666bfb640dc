import type { Finding } from '../findings/types';
import { asLabels, asList, asNumber, asRecord, asText } from './fields';
import { isServedVersion, knownKind } from './kinds';
import { groupOf, refOf } from './ref';
import type { KubeMetadata, KubeObject, Origin } from './types';

/** What the door of the engine says of one value: an object to read, or a finding, or nothing for a foreign kind. */
export interface Checked {
  object?: KubeObject;
  finding?: Finding;
}

/** Groups of which every kind is known, so that another kind is a mistake. */
const COMPLETE_GROUPS = [
  'networking.istio.io',
  'security.istio.io',
  'telemetry.istio.io',
  'extensions.istio.io',
];

const TEXT_FIELDS = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'deletionTimestamp',
] as const;

function metadataOf(value: unknown, name: string): KubeMetadata {
  const {
    labels,
    annotations,
    namespace,
    ownerReferences,
    generation,
    ...rest
  } = asRecord(value);
  const metadata: KubeMetadata = { ...rest, name };
  if (asText(namespace)) {
    metadata.namespace = asText(namespace);
  }
  if (asNumber(generation) !== undefined) {
    metadata.generation = asNumber(generation);
  }
  for (const field of TEXT_FIELDS) {
    if (field in rest && asText(rest[field]) === undefined) {
      delete metadata[field];
    }
  }
  if (labels !== undefined) {
    metadata.labels = asLabels(labels);
  }
  if (annotations !== undefined) {
    metadata.annotations = asLabels(annotations);
  }
  if (ownerReferences !== undefined) {
    metadata.ownerReferences = asList(ownerReferences)
      .map(asRecord)
      .map(owner => ({
        apiVersion: asText(owner.apiVersion) ?? '',
        kind: asText(owner.kind) ?? '',
        name: asText(owner.name) ?? '',
        uid: asText(owner.uid),
        controller: owner.controller === true,
      }));
  }
  return metadata;
}

function refuse(
  code: string,
  message: string,
  fix: string,
  origin?: Origin,
  extra?: Partial<Finding>,
): Checked {
  return {
    finding: {
      code,
      severity: 'error',
      message,
      fix,
      origin,
      because: [],
      ...extra,
    },
  };
}

/** Every object passes here, from a file or from an API. */
export function checkObject(value: unknown, origin?: Origin): Checked {
  const record = asRecord(value);
  const apiVersion = asText(record.apiVersion);
  const kind = asText(record.kind);
  if (!apiVersion || !kind) {
    return refuse(
      'MESH0002',
      `This is not a Kubernetes object: ${
        apiVersion ? 'kind' : 'apiVersion'
      } is missing.`,
      'Give it apiVersion and kind, or move the file out of the manifests.',
      origin,
    );
  }
  const name =
    asText(asRecord(record.metadata).name) ??
    asText(asRecord(record.metadata).generateName);
  if (!name) {
    return refuse(
      'MESH0003',
      `This ${kind} has no metadata.name.`,
      'Give it a name.',
      origin,
      { field: 'metadata.name' },
    );
  }
  const known = knownKind(apiVersion, kind);
  const object: KubeObject = {
    ...record,
    apiVersion,
    kind,
    metadata: metadataOf(record.metadata, name),
  };
  if (known && !known.namespaced) {
    delete object.metadata.namespace;
  }
  if (known && !isServedVersion(known, apiVersion)) {
    return refuse(
      'MESH0004',
      `${kind} ${name} has apiVersion ${apiVersion}, which no cluster serves; it is not read.`,
      `Use ${[known.group, known.versions[0]].filter(Boolean).join('/')}.`,
      origin,
      { object: refOf(object), field: 'apiVersion' },
    );
  }
  if (!known && COMPLETE_GROUPS.includes(groupOf(apiVersion))) {
    return refuse(
      'MESH0005',
      `${apiVersion} has no kind ${kind}; ${name} is not read.`,
      'Correct the kind, or remove the object.',
      origin,
      { object: refOf(object), field: 'kind' },
    );
  }
  return { object };
}
