import { describeRef, refOf } from '../../resources/ref';
import { namedGateways } from '../reading/namedGateways';
import { namespaceOf } from '../reading/scope';
import type { Check } from '../types';

export const gatewayNotFound: Check = {
  code: 'MESH2004',
  severity: 'error',
  title: 'VirtualService for a gateway that does not exist',
  kiali: ['KIA1102'],
  istioctl: ['IST0101', 'IST0132'],
  find: mesh =>
    namedGateways(mesh)
      .filter(({ gateway, isGenerated }) => !gateway && !isGenerated)
      .map(({ object, field, written, inMatch }) => ({
        object: refOf(object),
        field,
        message: `${describeRef(
          refOf(object),
        )} is for gateway "${written}", which does not exist: ${
          inMatch
            ? 'this match never applies through it'
            : 'nobody reaches its routes through it'
        }.`,
        fix: written.includes('/')
          ? 'Correct the name, or add the Gateway.'
          : `Correct the name, add the Gateway to ${namespaceOf(
              object,
            )}, or write the namespace before it: namespace/${
              written || 'name'
            }.`,
      })),
};
