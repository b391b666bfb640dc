import type { MeshConfig } from '../../mesh/meshConfig';
import { perObjectIn } from '../../mesh/perObject';
import { asText, asTexts, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { exportedTo } from '../../routing/exportTo';

/** Namespaces that see an object; `*` for all. */
export type Scope = ReadonlySet<string>;

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

function defaultOf(config: MeshConfig, kind: string): string[] {
  switch (kind) {
    case 'VirtualService':
      return config.defaultVirtualServiceExportTo;
    case 'DestinationRule':
      return config.defaultDestinationRuleExportTo;
    default:
      return config.defaultServiceExportTo;
  }
}

/** Who sees an object: what `exportTo` says, or else the mesh configuration. */
export const scopeOf = perObjectIn(
  (object, config): Scope =>
    exportedTo(
      exportToOf(object),
      namespaceOf(object),
      defaultOf(config, object.kind),
    ),
);

/** Whether some namespace sees both. */
export function scopesMeet(a: Scope, b: Scope): boolean {
  const [one, other] = a.has('*') ? [b, a] : [a, b];
  return (
    one.size > 0 &&
    other.size > 0 &&
    (other.has('*') || [...one].some(namespace => other.has(namespace)))
  );
}
