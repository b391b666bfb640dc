import { describeRef, refOf } from '../../resources/ref';
import { concernsAmbient } from '../reading/ambient';
import { isLayer7 } from '../reading/layer7';
import { policiesOf, type PolicyKind } from '../reading/policies';
import type { Check } from '../types';

const KINDS: PolicyKind[] = [
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WasmPlugin',
];

export const waypointIgnoresPolicy: Check = {
  code: 'MESH3302',
  severity: 'warning',
  title: 'Policy that waypoints ignore',
  kiali: ['KIA0110', 'KIA1115', 'KIA1116', 'KIA1117'],
  find: mesh =>
    KINDS.flatMap(kind => policiesOf(mesh, kind))
      .filter(
        policy =>
          policy.targets.length === 0 &&
          // Waypoints follow a Telemetry of their whole namespace.
          (policy.hasSelector || policy.object.kind !== 'Telemetry') &&
          isLayer7(policy.object) &&
          concernsAmbient(mesh, policy),
      )
      .map(({ object, hasSelector }) => ({
        object: refOf(object),
        field: hasSelector ? 'spec.selector' : 'spec',
        message: `${describeRef(
          refOf(object),
        )} is about requests in ambient mode, but names no target: waypoints, which look into requests, ignore selectors.`,
        fix: 'Name a Service or the Gateway of the waypoint in targetRefs.',
      })),
};
