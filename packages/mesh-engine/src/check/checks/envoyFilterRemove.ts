import { envoyPatches, misuse, misuseOf } from '../reading/envoyPatches';
import type { Check } from '../types';

export const envoyFilterRemove: Check = {
  code: 'MESH2805',
  severity: 'error',
  title: 'EnvoyFilter that removes what it cannot',
  istioctl: ['IST0154'],
  find: mesh =>
    envoyPatches(mesh)
      .filter(patch => misuseOf(patch) === 'REMOVE')
      .map(patch =>
        misuse(
          patch,
          'Change the route with MERGE, or remove it where it is made.',
        ),
      ),
};
