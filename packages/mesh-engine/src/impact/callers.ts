import { namedCallers, type CallerClass } from '../access/callersFor';
import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';

/** Callers as they are before and after. */
export type ChangingCallers = CallerClass & {
  before?: Workload;
  after?: Workload;
};

/**
 * Callers by what tells them apart.
 * @param signature - two callers with the same signature are never treated differently
 */
export function callerClasses(
  before: Mesh,
  after: Mesh,
  signature: (workload: Workload) => string,
): ChangingCallers[] {
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
      ...namedCallers(members),
      before: before.workload(members[0].namespace, members[0].name),
      after: members[0],
    })),
    {
      callers: { name: 'callers outside the mesh', workloads: [] },
      includes: () => false,
    },
  ];
}
