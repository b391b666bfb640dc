import type { KubeObject } from '@ecotrack/mesh-engine';
import { isMapValue, type Value, type ValueMap } from '../../values/values';

type Labels = Readonly<Record<string, string>>;

const selectorOf = ({ kind, spec }: KubeObject): Value =>
  kind === 'Service' && isMapValue(spec) ? spec.selector : undefined;

/** Labels that all labelled objects of a service have, and that select nothing. */
export function sharedLabels(objects: readonly KubeObject[]): Labels {
  const [first, ...others] = objects
    .map(({ metadata }) => metadata.labels)
    .filter(labels => labels !== undefined);
  const selecting = objects.map(selectorOf).filter(isMapValue);
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(
      ([label, value]) =>
        others.every(labels => labels[label] === value) &&
        selecting.every(selector => selector[label] === undefined),
    ),
  );
}

/** A value with the field of a path edited; as it is where it has none. */
function edited(
  value: Value,
  [key, ...rest]: readonly string[],
  edit: (value: ValueMap) => ValueMap | undefined,
): Value {
  if (!isMapValue(value) || value[key] === undefined) {
    return value;
  }
  const inner = value[key];
  const next =
    rest.length > 0
      ? edited(inner, rest, edit)
      : isMapValue(inner) && edit(inner);
  return Object.fromEntries(
    Object.entries({ ...value, [key]: next }).filter(
      ([, field]) => field !== undefined,
    ),
  );
}

/** An object without labels that its kustomization gives to it and to its pods. */
export function withoutLabels(object: KubeObject, labels: Labels): KubeObject {
  const edit = (own: ValueMap) => {
    const rest = Object.entries(own).filter(
      ([label, value]) => labels[label] !== value,
    );
    return rest.length > 0 ? Object.fromEntries(rest) : undefined;
  };
  return [
    ['metadata', 'labels'],
    ['spec', 'template', 'metadata', 'labels'],
  ].reduce<Value>(
    (value, path) => edited(value, path, edit),
    object,
  ) as KubeObject;
}
