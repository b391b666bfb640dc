import {
  KNOWN_KINDS,
  groupOf,
  type KnownKind,
  type KubeObject,
} from '@ecotrack/mesh-engine';

const namespacedKind = (
  group: string,
  version: string,
  kind: string,
  plural: string,
): KnownKind => ({
  group,
  kind,
  versions: [version],
  plural,
  namespaced: true,
});

/** Kinds that clients ask for and that the engine does not read. */
const OTHER_KINDS = [
  namespacedKind('', 'v1', 'Event', 'events'),
  namespacedKind('', 'v1', 'LimitRange', 'limitranges'),
  namespacedKind('', 'v1', 'ResourceQuota', 'resourcequotas'),
  namespacedKind('metrics.k8s.io', 'v1beta1', 'PodMetrics', 'pods'),
  namespacedKind(
    'monitoring.coreos.com',
    'v1',
    'PrometheusRule',
    'prometheusrules',
  ),
];

const SERVED: readonly KnownKind[] = [
  ...KNOWN_KINDS,
  ...OTHER_KINDS.filter(
    ({ group, kind }) =>
      !KNOWN_KINDS.some(known => known.group === group && known.kind === kind),
  ),
];

/** The groups with their versions, newest first. */
export function servedGroups(): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { group, versions } of SERVED) {
    groups.set(group, [
      ...new Set([...(groups.get(group) ?? []), ...versions]),
    ]);
  }
  return groups;
}

/** The kinds of a version of a group. */
export function servedKinds(group: string, version: string): KnownKind[] {
  return SERVED.filter(
    kind => kind.group === group && kind.versions.includes(version),
  );
}

/** Every version of a kind serves the same objects. */
export function atVersion(object: KubeObject, version: string): KubeObject {
  const group = groupOf(object.apiVersion);
  return {
    ...object,
    apiVersion: group ? `${group}/${version}` : version,
  };
}
