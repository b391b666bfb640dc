import type { Workload } from '../../mesh/types';
import { describeRef, refOf } from '../../resources/ref';
import { MANY, othersOf } from '../reading/othersOf';
import { push } from '../reading/push';
import { type ScopedSidecar, saysOf, sidecars } from '../reading/sidecars';
import type { Check } from '../types';

export const overlappingSidecars: Check = {
  code: 'MESH2402',
  severity: 'error',
  title: 'Several Sidecars for one workload',
  kiali: ['KIA0003'],
  istioctl: ['IST0110'],
  find: mesh => {
    const byWorkload = new Map<Workload, ScopedSidecar[]>();
    for (const sidecar of sidecars(mesh)) {
      sidecar.workloads.forEach(workload =>
        push(byWorkload, workload, sidecar),
      );
    }
    const others = new Map<ScopedSidecar, Map<ScopedSidecar, Workload>>();
    for (const [workload, list] of byWorkload) {
      for (const one of list) {
        const known = others.get(one) ?? new Map<ScopedSidecar, Workload>();
        othersOf(list, one)
          .filter(other => !known.has(other) && known.size < MANY)
          .forEach(other => known.set(other, workload));
        others.set(one, known);
      }
    }
    return [...others]
      .filter(([, known]) => known.size > 0)
      .map(([{ object }, known]) => ({
        object: refOf(object),
        field: 'spec.workloadSelector.labels',
        message: `${describeRef(refOf(object))} selects workloads that ${[
          ...known.keys(),
        ]
          .map(other => describeRef(refOf(other.object)))
          .join(', ')} ${
          known.size > 1 ? 'select' : 'selects'
        } too; only the oldest is used for each.`,
        fix: 'Select every workload by one Sidecar only.',
        because: [...known].map(([other, workload]) =>
          saysOf(other.object, `selects ${workload.name} too.`),
        ),
      }));
  },
};
