import { describeRef, refOf } from '../../resources/ref';
import { relativePatches } from '../reading/envoyPatches';
import { versionedNames } from '../reading/versionedNames';
import type { Check } from '../types';

export const envoyFilterVersioned: Check = {
  code: 'MESH2802',
  severity: 'warning',
  title: 'EnvoyFilter that an upgrade may undo',
  istioctl: ['IST0155'],
  find: mesh =>
    relativePatches(mesh)
      .filter(({ name }) => name && versionedNames(mesh).has(name))
      .map(({ object, field, operation, name }) => ({
        object: refOf(object),
        field,
        message: `${describeRef(
          refOf(object),
        )} has operation ${operation} for ${name}, which is patched for one version of the proxy only: without a priority it may not be applied during an upgrade.`,
        fix: 'Set a priority, or use INSERT_FIRST or ADD.',
      })),
};
