import { envoyPatches, misuse, misuseOf } from '../reading/envoyPatches';
import type { Check } from '../types';

export const envoyFilterReplace: Check = {
  code: 'MESH2803',
  severity: 'error',
  title: 'EnvoyFilter that replaces what it cannot',
  istioctl: ['IST0152'],
  find: mesh =>
    envoyPatches(mesh)
      .filter(patch => misuseOf(patch) === 'REPLACE')
      .map(patch =>
        misuse(
          patch,
          'Use REPLACE for HTTP_FILTER and NETWORK_FILTER only; MERGE changes other parts.',
        ),
      ),
};
