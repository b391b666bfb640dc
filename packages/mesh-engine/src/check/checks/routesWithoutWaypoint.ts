import { describeRef, refOf } from '../../resources/ref';
import { ambientServicesNamed } from '../reading/meshHosts';
import type { Check } from '../types';

export const routesWithoutWaypoint: Check = {
  code: 'MESH3303',
  severity: 'warning',
  title: 'Routes for a service without a waypoint',
  kiali: ['KIA0210', 'KIA0211', 'KIA1109', 'KIA1113'],
  find: mesh =>
    ambientServicesNamed(mesh)
      .filter(({ isEnrolled }) => !isEnrolled)
      .map(({ object, field, host }) => ({
        object: refOf(object),
        field,
        message: `${describeRef(
          refOf(object),
        )} is about requests to ${host}, which is in ambient mode without a waypoint: nothing there follows it.`,
        fix: 'Label the service or its namespace istio.io/use-waypoint with the name of a waypoint.',
      })),
};
