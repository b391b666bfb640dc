import { describeRef, refOf } from '../../resources/ref';
import { sidecars } from '../reading/sidecars';
import type { Check } from '../types';

export const sidecarSelectsNothing: Check = {
  code: 'MESH2403',
  severity: 'warning',
  title: 'Sidecar that selects nothing',
  kiali: ['KIA0004'],
  istioctl: ['IST0101'],
  find: mesh =>
    sidecars(mesh)
      .filter(({ hasSelector, workloads }) => hasSelector && !workloads.length)
      .map(({ object, selector, namespace }) => ({
        object: refOf(object),
        field: 'spec.workloadSelector.labels',
        message: `${describeRef(refOf(object))} selects ${Object.entries(
          selector,
        )
          .map(pair => pair.join('='))
          .join(', ')}, and no workload of namespace ${namespace} has that.`,
        fix: 'Correct the labels, or remove the Sidecar.',
      })),
};
