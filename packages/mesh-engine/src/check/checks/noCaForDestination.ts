import { allRules } from '../reading/destinationRules';
import { hasSelector, takesAny, uncheckedTls } from '../reading/uncheckedTls';
import type { Check } from '../types';

export const noCaForDestination: Check = {
  code: 'MESH2108',
  severity: 'warning',
  title: 'TLS without checking the certificate',
  istioctl: ['IST0128'],
  find: mesh =>
    allRules(mesh).flatMap(rule =>
      takesAny(rule.policy.tls, hasSelector(rule))
        ? uncheckedTls(rule, 'spec.trafficPolicy.tls')
        : [],
    ),
};
