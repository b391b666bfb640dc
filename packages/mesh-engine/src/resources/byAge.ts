import type { KubeObject } from './types';

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Order by namespace, then name, then kind and group. */
export function byName(a: KubeObject, b: KubeObject): number {
  return (
    compare(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
    compare(a.metadata.name, b.metadata.name) ||
    compare(a.kind, b.kind) ||
    compare(a.apiVersion, b.apiVersion)
  );
}

/** Istio's order where several objects compete: oldest first, then by name, then by namespace. */
export function byAge(a: KubeObject, b: KubeObject): number {
  const time = ({ metadata }: KubeObject) =>
    Date.parse(metadata.creationTimestamp ?? '') || 0;
  const text = ({ metadata }: KubeObject) =>
    `${metadata.name}.${metadata.namespace ?? ''}`;
  return time(a) - time(b) || compare(text(a), text(b));
}
