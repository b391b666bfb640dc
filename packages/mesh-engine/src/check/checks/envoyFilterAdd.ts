import { envoyPatches, ignoredPatches } from '../reading/envoyPatches';
import type { Check } from '../types';

export const envoyFilterAdd: Check = {
  code: 'MESH3801',
  severity: 'error',
  title: 'EnvoyFilter that adds where nothing can be added',
  istioctl: ['IST0153'],
  find: mesh =>
    ignoredPatches(
      envoyPatches(mesh),
      'ADD',
      'Use INSERT_FIRST, INSERT_BEFORE or MERGE.',
    ),
};
