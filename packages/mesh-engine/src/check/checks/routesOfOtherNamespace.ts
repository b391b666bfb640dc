import { describeRef, refOf } from '../../resources/ref';
import { ambientServicesNamed } from '../reading/meshHosts';
import type { Check } from '../types';

export const routesOfOtherNamespace: Check = {
  code: 'MESH3304',
  severity: 'warning',
  title: 'Routes outside the namespace of the service',
  kiali: ['KIA0212', 'KIA1114'],
  find: mesh =>
    ambientServicesNamed(mesh)
      .filter(({ namespace, home }) => namespace !== home)
      .map(({ object, field, host, home }) => ({
        object: refOf(object),
        field,
        message: `${describeRef(
          refOf(object),
        )} is about requests to ${host}, which is in ambient mode: its waypoint follows only objects of namespace ${home}.`,
        fix: `Move it to namespace ${home}.`,
      })),
};
