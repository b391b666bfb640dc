import { asList, asRecord } from '../../resources/fields';
import { allRules } from '../reading/destinationRules';
import { hasSelector, takesAny, uncheckedTls } from '../reading/uncheckedTls';
import type { Check } from '../types';

export const noCaForPort: Check = {
  code: 'MESH2109',
  severity: 'warning',
  title: 'TLS to a port without checking the certificate',
  istioctl: ['IST0129'],
  find: mesh =>
    allRules(mesh).flatMap(rule =>
      asList(rule.policy.portLevelSettings).flatMap((port, index) =>
        takesAny(asRecord(port).tls, hasSelector(rule))
          ? uncheckedTls(
              rule,
              `spec.trafficPolicy.portLevelSettings[${index}].tls`,
            )
          : [],
      ),
    ),
};
