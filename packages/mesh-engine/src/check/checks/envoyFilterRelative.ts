import { describeRef, refOf } from '../../resources/ref';
import { relativePatches } from '../reading/envoyPatches';
import { versionedNames } from '../reading/versionedNames';
import type { Check } from '../types';

export const envoyFilterRelative: Check = {
  code: 'MESH2801',
  severity: 'warning',
  title: 'EnvoyFilter whose turn is not said',
  istioctl: ['IST0151'],
  find: mesh =>
    relativePatches(mesh)
      .filter(({ name }) => !name || !versionedNames(mesh).has(name))
      .map(({ object, field, operation }) => ({
        object: refOf(object),
        field,
        message: `${describeRef(
          refOf(object),
        )} has operation ${operation}, which needs something that another EnvoyFilter may add only later: without a priority it may not be applied.`,
        fix: 'Set a priority, or use INSERT_FIRST or ADD.',
      })),
};
