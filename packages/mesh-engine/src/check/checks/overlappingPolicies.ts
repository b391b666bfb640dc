import type { Workload } from '../../mesh/types';
import { describeRef, refOf } from '../../resources/ref';
import { policiesOf, type Policy, type PolicyKind } from '../reading/policies';
import { push } from '../reading/push';
import type { Check } from '../types';

/** Kinds of which only one is used for a workload. */
const KINDS: PolicyKind[] = ['PeerAuthentication', 'Telemetry'];

/** Policies by those that select some workload too, with one such workload. */
function overlaps(
  policies: readonly Policy[],
): Map<Policy, Map<Policy, Workload>> {
  const byWorkload = new Map<Workload, Policy[]>();
  for (const policy of policies) {
    policy.workloads.forEach(workload => push(byWorkload, workload, policy));
  }
  const found = new Map<Policy, Map<Policy, Workload>>();
  for (const [workload, list] of byWorkload) {
    for (const one of list.length > 1 ? list : []) {
      const others = found.get(one) ?? new Map<Policy, Workload>();
      list
        .filter(other => other !== one && !others.has(other))
        .forEach(other => others.set(other, workload));
      found.set(one, others);
    }
  }
  return found;
}

export const overlappingPolicies: Check = {
  code: 'MESH3004',
  severity: 'error',
  title: 'Several policies for one workload',
  kiali: ['KIA0003'],
  istioctl: ['IST0159'],
  find: mesh =>
    KINDS.flatMap(kind =>
      [
        ...overlaps(
          policiesOf(mesh, kind).filter(
            // Istio takes no notice of a PeerAuthentication with a selector in the root namespace.
            ({ hasSelector, isOfMesh }) =>
              hasSelector && !(isOfMesh && kind === 'PeerAuthentication'),
          ),
        ),
      ].map(([{ object }, others]) => ({
        object: refOf(object),
        field: 'spec.selector.matchLabels',
        message: `${describeRef(refOf(object))} selects workloads that ${[
          ...others.keys(),
        ]
          .map(other => describeRef(refOf(other.object)))
          .join(', ')} ${
          others.size > 1 ? 'select' : 'selects'
        } too; only the oldest is used for each.`,
        fix: `Select every workload by one ${kind} only.`,
        because: [...others].map(([other, workload]) => ({
          object: refOf(other.object),
          field: 'spec.selector.matchLabels',
          says: `${describeRef(refOf(other.object))} selects ${
            workload.name
          } too.`,
        })),
      })),
    ),
};
