import { describeRef, refOf } from '../../resources/ref';
import { envoyPatches } from '../reading/envoyPatches';
import type { Check } from '../types';

export const envoyFilterRelative: Check = {
  code: 'MESH3804',
  severity: 'warning',
  title: 'EnvoyFilter whose turn is not said',
  istioctl: ['IST0151'],
  find: mesh =>
    envoyPatches(mesh)
      .filter(
        ({ isRelative, followsVersioned }) => isRelative && !followsVersioned,
      )
      .map(({ object, field, operation }) => ({
        object: refOf(object),
        field,
        message: `${describeRef(
          refOf(object),
        )} has operation ${operation}, which needs something that another EnvoyFilter may bring only later: without a priority it may not be applied.`,
        fix: 'Set spec.priority, or use INSERT_FIRST.',
      })),
};
