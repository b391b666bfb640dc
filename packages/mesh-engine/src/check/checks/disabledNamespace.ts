import { mutualToPlaintext } from '../reading/peerConflicts';
import type { Check } from '../types';

export const disabledNamespace: Check = {
  code: 'MESH3007',
  severity: 'error',
  title: 'mTLS switched off in a namespace that callers use',
  kiali: ['KIA0505'],
  find: mesh => mutualToPlaintext(mesh, 'namespace'),
};
