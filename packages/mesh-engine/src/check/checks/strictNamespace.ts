import { strictWithoutCallers } from '../reading/peerConflicts';
import type { Check } from '../types';

export const strictNamespace: Check = {
  code: 'MESH3002',
  severity: 'error',
  title: 'mTLS of a namespace that callers are not told to use',
  kiali: ['KIA0501'],
  find: mesh => strictWithoutCallers(mesh, 'namespace'),
};
