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
      .filter(({ namespace, service }) => namespace !== service.namespace)
      .map(({ object, field, service }) => ({
        object: refOf(object),
        field,
        message: `${describeRef(refOf(object))} is about requests to ${
          service.host
        }, which is in ambient mode: its waypoint follows only objects of namespace ${
          service.namespace
        }.`,
        fix: `Move it to namespace ${service.namespace}.`,
      })),
};
