import { envoyPatches, misuse, misuseOf } from '../reading/envoyPatches';
import type { Check } from '../types';

export const envoyFilterAdd: Check = {
  code: 'MESH2804',
  severity: 'error',
  title: 'EnvoyFilter that adds where it cannot',
  istioctl: ['IST0153'],
  find: mesh =>
    envoyPatches(mesh)
      .filter(patch => misuseOf(patch) === 'ADD')
      .map(patch =>
        misuse(
          patch,
          'Use MERGE to change routes, or INSERT_FIRST to add one.',
        ),
      ),
};
