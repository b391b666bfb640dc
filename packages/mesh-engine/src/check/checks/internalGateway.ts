import { describeRef, refOf } from '../../resources/ref';
import { namedGateways } from '../reading/namedGateways';
import type { Check } from '../types';

export const internalGateway: Check = {
  code: 'MESH2007',
  severity: 'warning',
  title: 'VirtualService for a gateway that istiod made',
  istioctl: ['IST0165'],
  find: mesh =>
    namedGateways(mesh).flatMap(({ object, field, written, isGenerated }) =>
      isGenerated
        ? {
            object: refOf(object),
            field,
            message: `${describeRef(
              refOf(object),
            )} is for ${written}, which istiod makes from a Gateway of the Gateway API; its name may change with any version.`,
            fix: 'Use an HTTPRoute with the Gateway as its parent.',
          }
        : [],
    ),
};
