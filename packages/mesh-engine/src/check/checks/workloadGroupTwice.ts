import { describeRef, refOf } from '../../resources/ref';
import { push } from '../reading/push';
import { workloadGroups, type MachineGroup } from '../reading/workloadGroups';
import type { Check } from '../types';

export const workloadGroupTwice: Check = {
  code: 'MESH3412',
  severity: 'warning',
  title: 'WorkloadGroups with the same labels',
  kiali: ['KIA1702'],
  find: mesh => {
    const byLabels = new Map<string, MachineGroup[]>();
    for (const group of workloadGroups(mesh)) {
      const pairs = Object.entries(group.labels).map(pair => pair.join('='));
      if (group.object.kind === 'WorkloadGroup' && pairs.length > 0) {
        push(byLabels, [group.namespace, ...pairs.sort()].join(' '), group);
      }
    }
    return [...byLabels.values()]
      .filter(list => list.length > 1)
      .flatMap(list =>
        list.map(({ object }) => {
          const others = list.filter(other => other.object !== object);
          return {
            object: refOf(object),
            field: 'spec.metadata.labels',
            message: `${describeRef(
              refOf(object),
            )} has the same labels as ${others
              .map(other => describeRef(refOf(other.object)))
              .join(', ')}: selectors cannot tell their machines apart.`,
            fix: 'Give each a label of its own.',
            because: others.map(other => ({
              object: refOf(other.object),
              field: 'spec.metadata.labels',
              says: `${describeRef(refOf(other.object))} has the same labels.`,
            })),
          };
        }),
      );
  },
};
