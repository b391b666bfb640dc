import { envoyPatches, ignoredPatches } from '../reading/envoyPatches';
import type { Check } from '../types';

export const envoyFilterRemove: Check = {
  code: 'MESH3802',
  severity: 'error',
  title: 'EnvoyFilter that removes what cannot be removed',
  istioctl: ['IST0154'],
  find: mesh =>
    ignoredPatches(
      envoyPatches(mesh),
      'REMOVE',
      'Change the VirtualService that the route comes from.',
    ),
};
