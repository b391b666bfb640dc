import type { Request } from 'express';
import type { KubeObject } from '@ecotrack/mesh-engine';

/** Whether an object belongs into an answer. */
export type Filter = (object: KubeObject) => boolean;

/** Equality, inequality, existence, `in` and `notin`, as in `kubectl --selector`. */
function byLabels(selector: string): Filter {
  const terms = selector.match(/[^,(]+(?:\([^)]*\))?/g) ?? [];
  const tests = terms.map(term => {
    const set = /^\s*(\S+)\s+(in|notin)\s+\(([^)]*)\)\s*$/.exec(term);
    if (set) {
      const values = set[3].split(',').map(value => value.trim());
      return (labels: Record<string, string>) =>
        values.includes(labels[set[1]]) === (set[2] === 'in');
    }
    const [key, value] = term.split(/!=|==?/).map(part => part.trim());
    if (value === undefined) {
      return (labels: Record<string, string>) =>
        key.startsWith('!') ? !(key.slice(1) in labels) : key in labels;
    }
    return (labels: Record<string, string>) =>
      (labels[key] === value) === !term.includes('!=');
  });
  return ({ metadata }) => tests.every(test => test(metadata.labels ?? {}));
}

/** `metadata.name` and `metadata.namespace`; undefined for any other field. */
function byFields(selector: string): Filter | undefined {
  const terms = selector.split(',').map(term => term.split(/==?/));
  const isKnown = terms.every(([field]) =>
    ['metadata.name', 'metadata.namespace'].includes(field),
  );
  return isKnown
    ? ({ metadata }) =>
        terms.every(
          ([field, value]) =>
            value ===
            (field === 'metadata.name' ? metadata.name : metadata.namespace),
        )
    : undefined;
}

/** What the namespace and the selectors of a request ask for; undefined when a field selector is not supported. */
export function filterOf(request: Request): Filter | undefined {
  const { namespace } = request.params;
  const { labelSelector, fieldSelector } = request.query;
  const filters = [
    ...(namespace
      ? [({ metadata }: KubeObject) => metadata.namespace === namespace]
      : []),
    ...(labelSelector ? [byLabels(String(labelSelector))] : []),
    ...(fieldSelector ? [byFields(String(fieldSelector))] : []),
  ];
  return filters.includes(undefined)
    ? undefined
    : object => filters.every(filter => filter?.(object));
}
