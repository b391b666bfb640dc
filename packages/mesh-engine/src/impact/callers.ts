import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import type { Callers, ObservedCall } from './types';

/** Callers that are asked about as one; without a workload they are outside the mesh. */
export interface CallerClass {
  callers: Callers;
  /** Stands for all of them, as it is before and after. */
  before?: Workload;
  after?: Workload;
  keys: ReadonlySet<string>;
}

const keyOf = ({ namespace, name }: Workload) => `${namespace}/${name}`;

function nameOf(members: readonly Workload[]): string {
  const [first] = members;
  if (members.length === 1) {
    return `${first.name} in ${first.namespace}`;
  }
  const namespaces = [...new Set(members.map(({ namespace }) => namespace))];
  return `${members.length} workloads of ${
    namespaces.length <= 3
      ? namespaces.join(', ')
      : `${namespaces.length} namespaces`
  }`;
}

/**
 * Callers by what tells them apart.
 * @param signature - two callers with the same signature are never treated differently
 */
export function callerClasses(
  before: Mesh,
  after: Mesh,
  signature: (workload: Workload) => string,
): CallerClass[] {
  const groups = new Map<string, Workload[]>();
  for (const workload of after.workloads) {
    if (before.workload(workload.namespace, workload.name)) {
      const key = signature(workload);
      const group = groups.get(key);
      if (group) {
        group.push(workload);
      } else {
        groups.set(key, [workload]);
      }
    }
  }
  return [
    ...[...groups.values()].map(members => ({
      callers: {
        name: nameOf(members),
        workloads: members.map(({ ref }) => ref),
      },
      before: before.workload(members[0].namespace, members[0].name),
      after: members[0],
      keys: new Set(members.map(keyOf)),
    })),
    {
      callers: { name: 'callers outside the mesh', workloads: [] },
      keys: new Set<string>(),
    },
  ];
}

/** Observed requests per second of these callers to the servers; undefined when no traffic is known. */
export function observedRate(
  traffic: readonly ObservedCall[] | undefined,
  { keys }: CallerClass,
  servers: readonly Workload[],
): number | undefined {
  if (!traffic) {
    return undefined;
  }
  const targets = new Set(servers.map(keyOf));
  return traffic
    .filter(
      ({ client, server }) =>
        targets.has(`${server.namespace}/${server.workload}`) &&
        (client
          ? keys.has(`${client.namespace}/${client.workload}`)
          : keys.size === 0),
    )
    .reduce((sum, { requestRate }) => sum + requestRate, 0);
}
