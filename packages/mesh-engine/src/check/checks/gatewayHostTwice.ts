import { describeRef, refOf } from '../../resources/ref';
import { becauseOf, gatewayConflicts } from '../reading/gatewayConflicts';
import { sameHost } from '../reading/hostOverlaps';
import type { Check } from '../types';

export const gatewayHostTwice: Check = {
  code: 'MESH2205',
  severity: 'warning',
  title: 'The same host twice in one gateway',
  kiali: ['KIA0301'],
  find: mesh =>
    gatewayConflicts(mesh, sameHost, (a, b) => a.object === b.object).map(
      ([one, others]) => ({
        object: refOf(one.object),
        field: one.field,
        message: `${describeRef(refOf(one.object))} takes ${one.host} on port ${
          one.port
        } ${others.length + 1} times.`,
        fix: 'Remove what is said twice.',
        because: becauseOf(others),
      }),
    ),
};
