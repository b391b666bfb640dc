import { envoyPatches, ignoredPatches } from '../reading/envoyPatches';
import type { Check } from '../types';

export const envoyFilterReplace: Check = {
  code: 'MESH3803',
  severity: 'error',
  title: 'EnvoyFilter that replaces what cannot be replaced',
  istioctl: ['IST0152'],
  find: mesh =>
    ignoredPatches(
      envoyPatches(mesh),
      'REPLACE',
      'Use MERGE, or REMOVE and ADD; only filters can be replaced.',
    ),
};
