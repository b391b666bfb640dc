import { asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { apiGateways } from '../reading/gatewayParts';
import type { Check } from '../types';

/** Classes that istiod makes itself. */
const OF_ISTIO = ['istio', 'istio-remote', 'istio-waypoint', 'istio-east-west'];

export const gatewayClass: Check = {
  code: 'MESH2606',
  severity: 'error',
  title: 'Gateway of a class that does not exist',
  kiali: ['KIA1504'],
  find: mesh => {
    const classes = mesh
      .objects('GatewayClass', 'gateway.networking.k8s.io')
      .map(({ metadata }) => metadata.name);
    const known = new Set([...OF_ISTIO, ...classes]);
    return apiGateways(mesh).flatMap(object => {
      const name = asText(at(object, 'spec', 'gatewayClassName'));
      return classes.length === 0 || !name || known.has(name)
        ? []
        : {
            object: refOf(object),
            field: 'spec.gatewayClassName',
            message: `${describeRef(
              refOf(object),
            )} is of class ${name}, which does not exist: nobody serves it.`,
            fix: `Use one of ${[...known].join(', ')}.`,
          };
    });
  },
};
