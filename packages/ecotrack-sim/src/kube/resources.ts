import {
  KNOWN_KINDS,
  groupOf,
  type KnownKind,
  type KubeObject,
} from '@ecotrack/mesh-engine';

/** Kinds that clients ask for and that the engine does not read. */
const OTHER_KINDS: KnownKind[] = [
  {
    group: '',
    kind: 'Event',
    versions: ['v1'],
    plural: 'events',
    namespaced: true,
  },
  {
    group: '',
    kind: 'LimitRange',
    versions: ['v1'],
    plural: 'limitranges',
    namespaced: true,
  },
  {
    group: '',
    kind: 'ResourceQuota',
    versions: ['v1'],
    plural: 'resourcequotas',
    namespaced: true,
  },
  {
    group: 'metrics.k8s.io',
    kind: 'PodMetrics',
    versions: ['v1beta1'],
    plural: 'pods',
    namespaced: true,
  },
  {
    group: 'monitoring.coreos.com',
    kind: 'PrometheusRule',
    versions: ['v1'],
    plural: 'prometheusrules',
    namespaced: true,
  },
];

const SERVED: readonly KnownKind[] = [...KNOWN_KINDS, ...OTHER_KINDS];

/** The groups with their versions, newest first. */
export function servedGroups(): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { group, versions } of SERVED) {
    const known = groups.get(group) ?? [];
    groups.set(group, [
      ...known,
      ...versions.filter(version => !known.includes(version)),
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

/** The kind behind a name in a URL. */
export function servedKind(
  group: string,
  version: string,
  plural: string,
): KnownKind | undefined {
  return servedKinds(group, version).find(kind => kind.plural === plural);
}

/** Every version of a kind serves the same objects. */
export function atVersion(object: KubeObject, version: string): KubeObject {
  const group = groupOf(object.apiVersion);
  return {
    ...object,
    apiVersion: group ? `${group}/${version}` : version,
  };
}
