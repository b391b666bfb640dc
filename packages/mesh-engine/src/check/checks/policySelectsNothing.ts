import { describeRef, refOf } from '../../resources/ref';
import {
  labelsInWords,
  policiesOf,
  type Policy,
  type PolicyKind,
} from '../reading/policies';
import { workloadGroups } from '../reading/workloadGroups';
import type { Check } from '../types';

const KINDS: PolicyKind[] = [
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'Telemetry',
  'TrafficExtension',
  'WasmPlugin',
];

const isUseless = ({ hasSelector, targets, workloads }: Policy) =>
  hasSelector && targets.length === 0 && workloads.length === 0;

export const policySelectsNothing: Check = {
  code: 'MESH3005',
  severity: 'warning',
  title: 'Policy that selects nothing',
  kiali: ['KIA0004'],
  istioctl: ['IST0127'],
  find: mesh =>
    KINDS.flatMap(kind => policiesOf(mesh, kind))
      .filter(isUseless)
      .filter(policy => !workloadGroups(mesh).some(group => group.fits(policy)))
      .map(({ object, selector, isOfMesh, namespace }) => ({
        object: refOf(object),
        field: 'spec.selector.matchLabels',
        message: `${describeRef(refOf(object))} selects ${labelsInWords(
          selector,
        )}, and no workload of ${
          isOfMesh ? 'the mesh' : `namespace ${namespace}`
        } has that: the policy does nothing.`,
        fix: 'Correct the labels, or remove the policy.',
      })),
};
