import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { asTexts, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { hostsOf, isAffected, type AffectedHosts } from './affectedHosts';

const ROUTING: [string, string][] = [
  ['VirtualService', 'networking.istio.io'],
  ['DestinationRule', 'networking.istio.io'],
  ['ServiceEntry', 'networking.istio.io'],
  ['HTTPRoute', 'gateway.networking.k8s.io'],
  ['Service', ''],
];
const EXPORT_ANNOTATION = 'networking.istio.io/exportTo';

function exportsOf({ spec, metadata }: KubeObject): string[] {
  return [
    ...asTexts(at(spec, 'exportTo')),
    ...(metadata.annotations?.[EXPORT_ANNOTATION]?.split(',') ?? []),
  ].map(entry => entry.trim());
}

/**
 * What may tell callers apart when requests to the hosts are routed: their namespace where an object of the hosts is
 * in it or names it, or where a Sidecar is; their labels and namespace where a rule matches them.
 */
export function routeSignature(
  before: Mesh,
  after: Mesh,
  affected: AffectedHosts,
): (caller: Workload) => string {
  const namespaces = new Set<string>();
  let byLabels = false;
  let byNamespace = affected === 'all';
  for (const mesh of [before, after]) {
    for (const { metadata } of mesh.objects('Sidecar', 'networking.istio.io')) {
      namespaces.add(metadata.namespace ?? 'default');
    }
    const objects = ROUTING.flatMap(([kind, group]) =>
      mesh.objects(kind, group),
    ).filter(object => {
      const hosts = hostsOf(mesh, object);
      return hosts === 'all' || hosts.some(host => isAffected(host, affected));
    });
    for (const object of objects) {
      namespaces.add(object.metadata.namespace ?? 'default');
      exportsOf(object).forEach(entry => namespaces.add(entry));
      const text = JSON.stringify(object.spec ?? {});
      byLabels ||= text.includes('"sourceLabels"');
      byNamespace ||= text.includes('"sourceNamespace"');
    }
  }
  return ({ namespace, labels, sidecar }) =>
    JSON.stringify([
      byNamespace || namespaces.has(namespace) ? namespace : '',
      sidecar.state,
      byLabels ? labels : null,
    ]);
}
