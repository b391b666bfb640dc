import { wildcardViolations } from '../reading/hostConflicts';
import type { Check } from '../types';

export const meshWildcardConflict: Check = {
  code: 'MESH2012',
  severity: 'warning',
  title: 'VirtualServices of the mesh whose hosts overlap',
  kiali: ['KIA1106'],
  istioctl: ['IST0109'],
  find: mesh => wildcardViolations(mesh, true),
};
