import { describeRef, refOf } from '../../resources/ref';
import { envoyPatches } from '../reading/envoyPatches';
import type { Check } from '../types';

export const envoyFilterVersioned: Check = {
  code: 'MESH3805',
  severity: 'warning',
  title: 'EnvoyFilter whose turn depends on the version of the proxy',
  istioctl: ['IST0155'],
  find: mesh =>
    envoyPatches(mesh)
      .filter(
        ({ isRelative, followsVersioned }) => isRelative && followsVersioned,
      )
      .map(({ object, field, operation }) => ({
        object: refOf(object),
        field,
        message: `${describeRef(
          refOf(object),
        )} has operation ${operation} and no priority, and another patch of the same filter is only for some versions of the proxy: it may not be applied.`,
        fix: 'Set spec.priority, or use INSERT_FIRST.',
      })),
};
