import { strictWithoutCallers } from '../reading/peerConflicts';
import type { Check } from '../types';

export const strictMesh: Check = {
  code: 'MESH3001',
  severity: 'error',
  title: 'mTLS of the mesh that callers are not told to use',
  kiali: ['KIA0401'],
  find: mesh => strictWithoutCallers(mesh, 'mesh'),
};
