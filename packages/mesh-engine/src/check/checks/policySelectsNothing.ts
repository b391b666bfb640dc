import type { Mesh } from '../../mesh/Mesh';
import type { Workload } from '../../mesh/types';
import { describeRef, refOf } from '../../resources/ref';
import {
  labelsInWords,
  policiesOf,
  selectsNothing,
  type Policy,
  type PolicyKind,
} from '../reading/policies';
import { workloadGroups } from '../reading/workloadGroups';
import type { Check, Violation } from '../types';

const KINDS: PolicyKind[] = [
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'TrafficExtension',
  'WasmPlugin',
];

const isOutside = ({ sidecar }: Workload): boolean =>
  sidecar.state === 'none' && sidecar.expected !== true;

/** Whether workloads are known, but none that a policy could be enforced for. */
function hasNobody(mesh: Mesh, policy: Policy): boolean {
  const { workloads, hasSelector, targets, isOfMesh, object } = policy;
  const isForAll = targets.length === 0 && !hasSelector && !isOfMesh;
  return (
    mesh.workloads.length > 0 &&
    ((targets.length === 0 && hasSelector) ||
      (isForAll && object.kind === 'AuthorizationPolicy')) &&
    workloads.every(isOutside)
  );
}

/** What another check says. */
const isIgnored = ({ object, isOfMesh, hasSelector }: Policy): boolean =>
  object.kind === 'PeerAuthentication' && isOfMesh && hasSelector;

function violation({
  object,
  selector,
  isOfMesh,
  namespace,
  hasSelector,
  workloads,
}: Policy): Violation {
  const place = isOfMesh ? 'the mesh' : `namespace ${namespace}`;
  const what = hasSelector
    ? `selects ${labelsInWords(selector)}, and no workload of ${place} ${
        workloads.length > 0 ? 'with that is in the mesh' : 'has that'
      }`
    : `is for all workloads of ${place}, and none of them is in the mesh`;
  return {
    object: refOf(object),
    field: hasSelector ? 'spec.selector.matchLabels' : 'spec',
    message: `${describeRef(
      refOf(object),
    )} ${what}: nothing enforces the policy.`,
    fix:
      workloads.length > 0
        ? 'Give the workloads a proxy, or remove the policy.'
        : 'Correct the labels, or remove the policy.',
    because: workloads.slice(0, 3).map(({ ref }) => ({
      object: ref,
      says: `${describeRef(ref)} has no proxy.`,
    })),
  };
}

export const policySelectsNothing: Check = {
  code: 'MESH3005',
  severity: 'warning',
  title: 'Policy that nothing enforces',
  kiali: ['KIA0004'],
  istioctl: ['IST0127'],
  find: mesh =>
    KINDS.flatMap(kind => policiesOf(mesh, kind))
      .filter(
        policy =>
          !isIgnored(policy) &&
          (selectsNothing(policy) || hasNobody(mesh, policy)) &&
          !workloadGroups(mesh).some(group => group.fits(policy)),
      )
      .map(violation),
};
