import { describeRef, refOf } from '../../resources/ref';
import { labelsInWords, policiesOf, selectsNothing } from '../reading/policies';
import { workloadGroups } from '../reading/workloadGroups';
import type { Check } from '../types';

export const telemetrySelectsNothing: Check = {
  code: 'MESH3702',
  severity: 'error',
  title: 'Telemetry that selects nothing',
  kiali: ['KIA0004'],
  istioctl: ['IST0101'],
  find: mesh =>
    policiesOf(mesh, 'Telemetry')
      .filter(
        policy =>
          selectsNothing(policy) &&
          !workloadGroups(mesh).some(group => group.fits(policy)),
      )
      .map(({ object, selector }) => ({
        object: refOf(object),
        field: 'spec.selector.matchLabels',
        message: `${describeRef(refOf(object))} selects ${labelsInWords(
          selector,
        )}, and no workload has that: it does nothing.`,
        fix: 'Correct the labels, or remove it.',
      })),
};
