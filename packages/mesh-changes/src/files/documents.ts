import { refKey, type ObjectRef } from '@ecotrack/mesh-engine';
import { parseAllDocuments } from 'yaml';
import {
  isMapValue,
  isSame,
  type Value,
  type ValueMap,
} from '../values/values';

/** The values of the documents of a file; undefined where one cannot be read. */
export function valuesOf(text: string): Value[] {
  return parseAllDocuments(text, { merge: true, prettyErrors: false }).map(
    document =>
      document.errors.length > 0
        ? undefined
        : (document.toJS({ maxAliasCount: 100 }) as Value),
  );
}

/** Finds the document of an object; one without a namespace may be of any. */
export function findDocument(
  text: string,
  ref: ObjectRef,
): { index: number; value: ValueMap } | undefined {
  const values = valuesOf(text);
  const index = values.findIndex(value => {
    if (!isMapValue(value) || !isMapValue(value.metadata)) {
      return false;
    }
    const { name, namespace } = value.metadata;
    return (
      name === ref.name &&
      typeof value.apiVersion === 'string' &&
      typeof value.kind === 'string' &&
      refKey({
        apiVersion: value.apiVersion,
        kind: value.kind,
        name: ref.name,
        namespace: typeof namespace === 'string' ? namespace : ref.namespace,
      }) === refKey(ref)
    );
  });
  return index < 0 ? undefined : { index, value: values[index] as ValueMap };
}

const MARKER = /^---(?:[ \t][^\n]*)?(?:\n|$)/gm;

/** A file without one of its documents; undefined when nothing is left. @throws when it cannot be told apart */
export function withoutDocument(
  text: string,
  index: number,
): string | undefined {
  const wanted = valuesOf(text).filter((_, other) => other !== index);
  if (wanted.every(value => value === null)) {
    return undefined;
  }
  const markers = [...text.matchAll(MARKER)].map(match => match.index);
  const isLed = markers.length > 0 && text.slice(0, markers[0]).trim() === '';
  const starts = isLed ? markers : [0, ...markers];
  const from = starts[index];
  const next = starts[index + 1] ?? text.length;
  const rest =
    index === 0 && !isLed
      ? text.slice(next).replace(/^---[^\n]*\n/, '')
      : text.slice(0, from) + text.slice(next);
  if (!isSame(valuesOf(rest), wanted)) {
    throw new Error('its documents cannot be told apart');
  }
  return rest;
}
