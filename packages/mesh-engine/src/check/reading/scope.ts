import type { Mesh } from '../../mesh/Mesh';
import { asText, asTexts, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';

/** Namespaces that see an object: all, or these. */
export type Scope = 'all' | ReadonlySet<string>;

const ANNOTATION = 'networking.istio.io/exportTo';

/** Namespace of an object; `default` where a manifest does not say. */
export const namespaceOf = ({ metadata }: KubeObject): string =>
  metadata.namespace ?? 'default';

/** The entries of `exportTo`, those of a Service from its annotation. */
export function exportToOf(object: KubeObject): string[] {
  if (object.kind !== 'Service') {
    return asTexts(at(object, 'spec', 'exportTo'));
  }
  const annotation = asText(object.metadata.annotations?.[ANNOTATION]);
  return (annotation ?? '')
    .split(',')
    .map(entry => entry.trim())
    .filter(Boolean);
}

function defaultOf({ config }: Mesh, kind: string): string[] {
  switch (kind) {
    case 'VirtualService':
      return config.defaultVirtualServiceExportTo;
    case 'DestinationRule':
      return config.defaultDestinationRuleExportTo;
    default:
      return config.defaultServiceExportTo;
  }
}

/** Who sees an object: what `exportTo` says, or else the mesh configuration; `.` is its own namespace, `~` nobody. */
export function scopeOf(mesh: Mesh, object: KubeObject): Scope {
  const own = exportToOf(object);
  const entries = own.length > 0 ? own : defaultOf(mesh, object.kind);
  if (entries.includes('*')) {
    return 'all';
  }
  return new Set(
    entries
      .filter(entry => entry !== '~')
      .map(entry => (entry === '.' ? namespaceOf(object) : entry)),
  );
}

/** Whether a namespace sees an object of this scope. */
export const seenFrom = (scope: Scope, namespace: string): boolean =>
  scope === 'all' || scope.has(namespace);

/** Whether some namespace sees both. */
export function scopesMeet(a: Scope, b: Scope): boolean {
  if (a === 'all' || b === 'all') {
    return (a === 'all' || a.size > 0) && (b === 'all' || b.size > 0);
  }
  return [...a].some(namespace => b.has(namespace));
}
