import { asLabels, asList, asRecord, asText, at } from '../resources/fields';
import { knownKind } from '../resources/kinds';
import type { KubeObject } from '../resources/types';

const WORKLOAD_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'Rollout',
];

/** `namespace:` of a kustomization: on every namespaced object, known kinds of the cluster left alone. */
export function setNamespace(
  object: KubeObject,
  namespace: string,
): KubeObject {
  const known = knownKind(object.apiVersion, object.kind);
  if (known && !known.namespaced) {
    return object;
  }
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** `labels:` of a kustomization. */
export function addLabels(
  object: KubeObject,
  labels: Record<string, string>,
  { selectors, templates }: { selectors: boolean; templates: boolean },
): KubeObject {
  const labelled: KubeObject = {
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...object.metadata.labels, ...labels },
    },
  };
  const spec = asRecord(object.spec);
  if (WORKLOAD_KINDS.includes(object.kind) && (selectors || templates)) {
    const template = asRecord(spec.template);
    const metadata = asRecord(template.metadata);
    labelled.spec = {
      ...spec,
      template: {
        ...template,
        metadata: {
          ...metadata,
          labels: { ...asLabels(metadata.labels), ...labels },
        },
      },
      ...(selectors && {
        selector: {
          ...asRecord(spec.selector),
          matchLabels: {
            ...asLabels(at(spec, 'selector', 'matchLabels')),
            ...labels,
          },
        },
      }),
    };
  } else if (selectors && object.kind === 'Service' && spec.selector) {
    labelled.spec = {
      ...spec,
      selector: { ...asLabels(spec.selector), ...labels },
    };
  }
  return labelled;
}

function withImage(image: string, rules: Record<string, unknown>[]): string {
  const [, name, tag] = /^(.*?)(?::([^:/@]+))?(?:@.*)?$/.exec(image) ?? [];
  const rule = rules.find(candidate => candidate.name === name);
  if (!rule) {
    return image;
  }
  const digest = asText(rule.digest);
  const newTag = rule.newTag === undefined ? tag : String(rule.newTag);
  return `${asText(rule.newName) ?? name}${
    digest ? `@${digest}` : newTag ? `:${newTag}` : ''
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
