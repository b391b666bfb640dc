import type { KubeObject } from '@ecotrack/mesh-engine';
import { isMapValue } from '../../../values/values';

/** The value at a path of field names, in an object that nobody has validated. */
export function fieldAt(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (current, name) =>
      isMapValue(current) && Object.hasOwn(current, name)
        ? current[name]
        : undefined,
    value,
  );
}

/** The text at a path of field names; empty where there is none. */
export function textAt(value: unknown, ...path: string[]): string {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The list at a path of field names; empty where there is none. */
export function listAt(value: unknown, ...path: string[]): readonly unknown[] {
  const found = fieldAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The texts of a list of the spec. */
export function specTexts(object: KubeObject, field: string): string[] {
  return listAt(object, 'spec', field).filter(
    entry => typeof entry === 'string',
  );
}

/** The namespace of an object; `default` where it does not say. */
export const namespaceOf = ({ metadata }: KubeObject): string =>
  metadata.namespace ?? 'default';
