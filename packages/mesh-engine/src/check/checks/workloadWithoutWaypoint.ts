import type { Mesh } from '../../mesh/Mesh';
import type { Workload } from '../../mesh/types';
import { describeRef, refOf } from '../../resources/ref';
import { isAmbient, isWorkloadEnrolled } from '../reading/ambient';
import { isLayer7 } from '../reading/layer7';
import { policiesOf, type Policy } from '../reading/policies';
import { push } from '../reading/push';
import type { Check } from '../types';

function workloadsOf(mesh: Mesh, { targets, namespace, workloads }: Policy) {
  return targets.length > 0
    ? targets.flatMap(({ kind, name }) =>
        kind === 'Service'
          ? mesh.service(namespace, name)?.workloads ?? []
          : [],
      )
    : workloads;
}

export const workloadWithoutWaypoint: Check = {
  code: 'MESH3305',
  severity: 'warning',
  title: 'Workload whose policies need a waypoint',
  kiali: ['KIA1317'],
  find: mesh => {
    const byWorkload = new Map<Workload, Policy[]>();
    for (const policy of policiesOf(mesh, 'AuthorizationPolicy')) {
      if (isLayer7(policy.object)) {
        for (const workload of workloadsOf(mesh, policy)) {
          push(byWorkload, workload, policy);
        }
      }
    }
    return [...byWorkload]
      .filter(
        ([workload]) =>
          isAmbient(mesh, workload) && !isWorkloadEnrolled(mesh, workload),
      )
      .map(([workload, policies]) => ({
        object: workload.ref,
        message: `${describeRef(
          workload.ref,
        )} is in ambient mode without a waypoint, so what its AuthorizationPolicies say of requests is not looked at: ALLOW rules about requests allow nothing, DENY rules deny more than they say.`,
        fix: 'Label the service or the namespace istio.io/use-waypoint with the name of a waypoint.',
        because: policies.map(({ object }) => ({
          object: refOf(object),
          field: 'spec.rules',
          says: `${describeRef(refOf(object))} asks for something of requests.`,
        })),
      }));
  },
};
