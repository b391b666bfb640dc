import { asRecord, asText } from '../resources/fields';
import { groupOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { fitsSelectorText } from './labelSelector';

/** Which objects a patch is for. */
export type Target = (object: KubeObject) => boolean;

const FIELDS = [
  'group',
  'version',
  'kind',
  'name',
  'namespace',
  'labelSelector',
  'annotationSelector',
];

/** Names are matched whole; of regular expressions, alternatives and up to three stars are understood. */
function pattern(value: unknown): RegExp | undefined {
  const text = asText(value);
  if (!text) {
    return undefined;
  }
  const inner = text.replace(/^\^/, '').replace(/\$$/, '');
  if (/[^\w.*|/-]/.test(inner) || inner.split('*').length > 4) {
    throw new Error(`the pattern ${text} is not understood`);
  }
  return new RegExp(`^(?:${inner})$`);
}

/** The `target` of a patch. @throws when a part of it is not understood. */
export function targetOf(value: unknown): Target {
  const target = asRecord(value);
  const unknown = Object.keys(target).find(field => !FIELDS.includes(field));
  if (unknown) {
    throw new Error(`target.${unknown} is not understood`);
  }
  const [group, version, kind, name, namespace] = FIELDS.slice(0, 5).map(
    field => pattern(target[field]),
  );
  const labels = asText(target.labelSelector);
  const annotations = asText(target.annotationSelector);
  return ({ apiVersion, metadata, ...object }) =>
    (group?.test(groupOf(apiVersion)) ?? true) &&
    (version?.test(apiVersion.slice(apiVersion.lastIndexOf('/') + 1)) ??
      true) &&
    (kind?.test(object.kind) ?? true) &&
    (name?.test(metadata.name) ?? true) &&
    (namespace?.test(metadata.namespace ?? 'default') ?? true) &&
    (!labels || fitsSelectorText(labels, metadata.labels ?? {})) &&
    (!annotations || fitsSelectorText(annotations, metadata.annotations ?? {}));
}

/** The object that a strategic merge patch names itself; without a namespace it may stand in any. */
export function targetOfBody(body: unknown): Target {
  const { apiVersion, kind, metadata } = asRecord(body);
  const { name, namespace } = asRecord(metadata);
  return object =>
    object.kind === kind &&
    object.metadata.name === name &&
    groupOf(object.apiVersion) === groupOf(asText(apiVersion) ?? '') &&
    (namespace === undefined ||
      namespace === (object.metadata.namespace ?? 'default'));
}
