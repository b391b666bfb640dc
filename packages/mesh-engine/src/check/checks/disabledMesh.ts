import { mutualToPlaintext } from '../reading/peerConflicts';
import type { Check } from '../types';

export const disabledMesh: Check = {
  code: 'MESH3006',
  severity: 'error',
  title: 'mTLS switched off in the mesh that callers use',
  kiali: ['KIA0506'],
  find: mesh => mutualToPlaintext(mesh, 'mesh'),
};
