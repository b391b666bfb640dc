import type { Mesh } from '../../mesh/Mesh';
import { describeRef, refOf } from '../../resources/ref';
import {
  concernsAmbient,
  isAmbient,
  isServiceEnrolled,
  isWorkloadEnrolled,
} from '../reading/ambient';
import { isLayer7 } from '../reading/layer7';
import { policiesOf, type Policy, type PolicyKind } from '../reading/policies';
import type { Check } from '../types';

const KINDS: PolicyKind[] = [
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WasmPlugin',
];

function lacksWaypoint(mesh: Mesh, policy: Policy): boolean {
  const { targets, namespace, workloads } = policy;
  if (targets.length > 0) {
    return targets.some(({ kind, name }) => {
      const service =
        kind === 'Service' ? mesh.service(namespace, name) : undefined;
      return (
        service !== undefined &&
        service.workloads.some(workload => isAmbient(mesh, workload)) &&
        !isServiceEnrolled(mesh, service)
      );
    });
  }
  return (
    concernsAmbient(mesh, policy) &&
    workloads.some(
      workload =>
        isAmbient(mesh, workload) && !isWorkloadEnrolled(mesh, workload),
    )
  );
}

export const waypointMissing: Check = {
  code: 'MESH3301',
  severity: 'warning',
  title: 'Policy about requests without a waypoint',
  kiali: ['KIA0109', 'KIA1110', 'KIA1111', 'KIA1112'],
  find: mesh =>
    KINDS.flatMap(kind => policiesOf(mesh, kind))
      .filter(policy => isLayer7(policy.object) && lacksWaypoint(mesh, policy))
      .map(({ object }) => ({
        object: refOf(object),
        field: 'spec',
        message: `${describeRef(
          refOf(object),
        )} is about requests, and workloads that it is for are in ambient mode without a waypoint: nothing there looks into requests.`,
        fix: 'Label the service or the namespace istio.io/use-waypoint with the name of a waypoint.',
      })),
};
