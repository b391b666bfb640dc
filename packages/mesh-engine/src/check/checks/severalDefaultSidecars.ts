import { describeRef, refOf } from '../../resources/ref';
import { othersOf } from '../reading/othersOf';
import { push } from '../reading/push';
import { type ScopedSidecar, saysOf, sidecars } from '../reading/sidecars';
import type { Check } from '../types';

export const severalDefaultSidecars: Check = {
  code: 'MESH2401',
  severity: 'error',
  title: 'Several Sidecars for a whole namespace',
  kiali: ['KIA0002'],
  istioctl: ['IST0111'],
  find: mesh => {
    const byNamespace = new Map<string, ScopedSidecar[]>();
    sidecars(mesh)
      .filter(({ hasSelector }) => !hasSelector)
      .forEach(sidecar => push(byNamespace, sidecar.namespace, sidecar));
    return [...byNamespace.values()]
      .filter(list => list.length > 1)
      .flatMap(list =>
        list.map(sidecar => ({
          object: refOf(sidecar.object),
          field: 'spec.workloadSelector',
          message: `${describeRef(
            refOf(sidecar.object),
          )} has no workloadSelector, and namespace ${sidecar.namespace} has ${
            list.length
          } such Sidecars; only the oldest is used.`,
          fix: 'Keep one Sidecar without a workloadSelector in the namespace.',
          because: othersOf(list, sidecar).map(other =>
            saysOf(other.object, 'has none either.'),
          ),
        })),
      );
  },
};
