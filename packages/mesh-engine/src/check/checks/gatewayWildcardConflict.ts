import { wildcardViolations } from '../reading/hostConflicts';
import type { Check } from '../types';

export const gatewayWildcardConflict: Check = {
  code: 'MESH2017',
  severity: 'info',
  title: 'VirtualServices of a gateway whose hosts overlap',
  kiali: ['KIA1106'],
  find: mesh => wildcardViolations(mesh, false),
};
