import { describeRef, refOf } from '../../resources/ref';
import { namedGateways } from '../reading/namedGateways';
import { namespaceOf } from '../reading/scope';
import type { Check } from '../types';

export const gatewayNameOldForm: Check = {
  code: 'MESH2005',
  severity: 'info',
  title: 'Gateway named by the old form',
  kiali: ['KIA1108'],
  find: mesh =>
    namedGateways(mesh).flatMap(({ object, field, gateway, isOldForm }) =>
      gateway && isOldForm
        ? {
            object: refOf(object),
            field,
            message: `${describeRef(
              refOf(object),
            )} names its gateway as a host, the form of Istio's first versions.`,
            fix: `Write ${namespaceOf(gateway)}/${gateway.metadata.name}.`,
          }
        : [],
    ),
};
