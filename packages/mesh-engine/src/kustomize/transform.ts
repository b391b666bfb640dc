import {
  asLabels,
  asList,
  asRecord,
  asText,
  asWord,
  at,
} from '../resources/fields';
import { knownKind } from '../resources/kinds';
import type { KubeObject } from '../resources/types';

/** Kinds of Kubernetes that belong to no namespace and that the engine itself does not read. */
const CLUSTER_KINDS = [
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CSIDriver',
  'CustomResourceDefinition',
  'IngressClass',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
];

/** `namespace:` of a kustomization: every namespaced object moves there, and a Namespace takes the name. */
export function setNamespace(
  object: KubeObject,
  namespace: string,
): KubeObject {
  const { kind, metadata } = object;
  if (kind === 'Namespace') {
    return { ...object, metadata: { ...metadata, name: namespace } };
  }
  const known = knownKind(object.apiVersion, kind);
  const isNamespaced = known ? known.namespaced : !CLUSTER_KINDS.includes(kind);
  return isNamespaced
    ? { ...object, metadata: { ...metadata, namespace } }
    : object;
}

type Path = readonly string[];
const TEMPLATE: Path = ['spec', 'template', 'metadata', 'labels'];
const MATCH_LABELS: Path = ['spec', 'selector', 'matchLabels'];

/** Where kustomize puts labels besides `metadata.labels`. */
const TEMPLATE_PATHS: Record<string, Path[]> = {
  Deployment: [TEMPLATE],
  StatefulSet: [TEMPLATE],
  DaemonSet: [TEMPLATE],
  ReplicaSet: [TEMPLATE],
  Job: [TEMPLATE],
  CronJob: [
    ['spec', 'jobTemplate', 'metadata', 'labels'],
    ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
  ],
};
const SELECTOR_PATHS: Record<string, Path[]> = {
  Service: [['spec', 'selector']],
  Deployment: [MATCH_LABELS],
  StatefulSet: [MATCH_LABELS],
  DaemonSet: [MATCH_LABELS],
  ReplicaSet: [MATCH_LABELS],
};
/** Selectors that get the labels only where they are written down. */
const EXISTING_SELECTOR_PATHS: Record<string, Path[]> = {
  Job: [MATCH_LABELS],
  PodDisruptionBudget: [MATCH_LABELS],
  NetworkPolicy: [['spec', 'podSelector', 'matchLabels']],
};

function mergeAt(
  value: unknown,
  [step, ...rest]: Path,
  labels: Record<string, string>,
): Record<string, unknown> {
  const record = asRecord(value);
  return {
    ...record,
    [step]:
      rest.length > 0
        ? mergeAt(record[step], rest, labels)
        : { ...asLabels(record[step]), ...labels },
  };
}

/** `labels:` of a kustomization. */
export function addLabels(
  object: KubeObject,
  labels: Record<string, string>,
  { selectors, templates }: { selectors: boolean; templates: boolean },
): KubeObject {
  const { kind } = object;
  const paths: Path[] = [
    ['metadata', 'labels'],
    ...(selectors || templates ? TEMPLATE_PATHS[kind] ?? [] : []),
    ...(selectors ? SELECTOR_PATHS[kind] ?? [] : []),
    ...(selectors ? EXISTING_SELECTOR_PATHS[kind] ?? [] : []).filter(
      path => at(object, ...path) !== undefined,
    ),
  ];
  return paths.reduce<KubeObject>(
    (labelled, path) => mergeAt(labelled, path, labels) as KubeObject,
    object,
  );
}

function withImage(image: string, rules: Record<string, unknown>[]): string {
  const [, name, version] = /^(.*?)((?::[^:/@]+)?(?:@.*)?)$/.exec(image) ?? [];
  const rule = rules.find(candidate => candidate.name === name);
  if (!rule) {
    return image;
  }
  const digest = asText(rule.digest);
  const tag = rule.newTag === undefined ? '' : `:${asWord(rule.newTag)}`;
  return `${asText(rule.newName) ?? name}${
    digest ? `${tag}@${digest}` : tag || version
  }`;
}

/** `images:` of a kustomization, for containers anywhere in the object. */
export function setImages<T>(value: T, rules: Record<string, unknown>[]): T {
  if (Array.isArray(value)) {
    return value.map(entry => setImages(entry, rules)) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([field, entry]) => [
      field,
      field === 'containers' || field === 'initContainers'
        ? asList(entry).map(container => {
            const image = asText(asRecord(container).image);
            return image
              ? { ...asRecord(container), image: withImage(image, rules) }
              : container;
          })
        : setImages(entry, rules),
    ]),
  ) as T;
}
