import { describeRef, refOf } from '../../resources/ref';
import { allRules } from '../reading/destinationRules';
import { coverOf, modeOf, policyOf } from '../reading/wideRules';
import type { Check } from '../types';

export const wideRuleWithoutPolicy: Check = {
  code: 'MESH2107',
  severity: 'info',
  title: 'Clients use mTLS that nobody requires',
  kiali: ['KIA0205', 'KIA0206'],
  find: mesh =>
    allRules(mesh).flatMap(rule => {
      const cover = coverOf(mesh, rule);
      if (!cover || modeOf(rule) !== 'ISTIO_MUTUAL') {
        return [];
      }
      const { selected } = policyOf(mesh, cover.namespace);
      return Object.values(selected).length > 0
        ? []
        : {
            object: refOf(rule.object),
            field: 'spec.trafficPolicy.tls.mode',
            message: `${describeRef(
              refOf(rule.object),
            )} makes clients use mTLS for ${
              rule.host
            }, but no PeerAuthentication requires it there: servers still accept plaintext.`,
            fix: 'Add a PeerAuthentication with mode STRICT once every client uses mTLS.',
          };
    }),
};
