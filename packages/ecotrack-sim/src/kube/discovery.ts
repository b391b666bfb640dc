import { servedGroups, servedKinds } from './resources';

/** Answer of `/apis`. */
export function groupList(): object {
  const groups = [...servedGroups()].filter(([name]) => name !== '');
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map(([name, versions]) => {
      const served = versions.map(version => ({
        groupVersion: `${name}/${version}`,
        version,
      }));
      return { name, versions: served, preferredVersion: served[0] };
    }),
  };
}

/** Answer of `/apis/<group>/<version>`; undefined when it is not served. */
export function resourceList(
  group: string,
  version: string,
): object | undefined {
  const kinds = servedKinds(group, version);
  return kinds.length === 0
    ? undefined
    : {
        kind: 'APIResourceList',
        apiVersion: 'v1',
        groupVersion: group ? `${group}/${version}` : version,
        resources: kinds.map(({ kind, plural, namespaced }) => ({
          name: plural,
          singularName: kind.toLowerCase(),
          kind,
          namespaced,
          verbs: ['get', 'list', 'watch'],
        })),
      };
}
