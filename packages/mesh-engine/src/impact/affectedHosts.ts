import { fullHost, hostMatches } from '../mesh/hosts';
import type { Mesh } from '../mesh/Mesh';
import { perObjectIn } from '../mesh/perObject';
import { asList, asRecord, asText, asTexts, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import type { ChangedObject } from './changedObjects';
import { hostsDelegatedTo, hostsSentTo } from './routedHosts';

/** Hosts, some with a star, of which the routes may change; everything where that cannot be told. */
export type AffectedHosts = readonly string[] | 'all';

const ALL_HOSTS = ['ConfigMap', 'Gateway', 'Sidecar', 'EnvoyFilter'];

/** Hosts that an object names itself. */
const ownHosts = perObjectIn((object, { clusterDomain }): AffectedHosts => {
  const { kind, metadata, spec } = object;
  const namespace = metadata.namespace ?? 'default';
  const full = (host: string) => fullHost(host, namespace, clusterDomain);
  switch (kind) {
    case 'DestinationRule':
      return [full(asText(at(spec, 'host')) ?? '')];
    case 'HTTPRoute':
      return [
        ...asTexts(at(spec, 'hostnames')),
        ...asList(at(spec, 'parentRefs'))
          .map(asRecord)
          .filter(parent => parent.kind === 'Service')
          .map(parent =>
            fullHost(
              asText(parent.name) ?? '',
              asText(parent.namespace) ?? namespace,
              clusterDomain,
            ),
          ),
      ];
    case 'Ingress':
      return asList(at(spec, 'rules')).map(
        rule => asText(asRecord(rule).host) ?? '*',
      );
    case 'Service':
      return [full(metadata.name)];
    case 'VirtualService':
    case 'ServiceEntry':
      return asTexts(at(spec, 'hosts')).map(full);
    default:
      return ALL_HOSTS.includes(kind) ? 'all' : [];
  }
});

/** Hosts whose routes an object may touch. */
export function hostsOf(mesh: Mesh, object: KubeObject): AffectedHosts {
  const own = ownHosts(mesh, object);
  if (object.kind === 'DestinationRule' && own !== 'all') {
    return [...own, ...hostsSentTo(mesh, own[0])];
  }
  return object.kind === 'VirtualService' && own.length === 0
    ? hostsDelegatedTo(mesh, object.metadata)
    : own;
}

/** Hosts whose routes the changes may touch. */
export function affectedHosts(
  before: Mesh,
  after: Mesh,
  changes: readonly ChangedObject[],
): AffectedHosts {
  const hosts = new Set<string>();
  for (const change of changes) {
    for (const [mesh, object] of [
      [before, change.before],
      [after, change.after],
    ] as const) {
      const found = object ? hostsOf(mesh, object) : [];
      if (found === 'all') {
        return 'all';
      }
      found.forEach(host => hosts.add(host));
    }
  }
  return [...hosts];
}

/** Whether a host is one of them. */
export function isAffected(host: string, affected: AffectedHosts): boolean {
  return (
    affected === 'all' ||
    affected.some(
      pattern => hostMatches(pattern, host) || hostMatches(host, pattern),
    )
  );
}
