import { asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { allRules } from '../reading/destinationRules';
import { coverOf, modeOf, policyOf } from '../reading/wideRules';
import type { Check } from '../types';

export const wideRuleDisablesMtls: Check = {
  code: 'MESH2106',
  severity: 'error',
  title: 'Clients told not to use the mTLS that is required',
  kiali: ['KIA0207', 'KIA0208'],
  find: mesh =>
    allRules(mesh).flatMap(rule => {
      const cover = coverOf(mesh, rule);
      if (!cover || modeOf(rule) !== 'DISABLE') {
        return [];
      }
      const { selected, mode } = policyOf(mesh, cover.namespace);
      if (mode !== 'STRICT') {
        return [];
      }
      return {
        object: refOf(rule.object),
        field: 'spec.trafficPolicy.tls.mode',
        message: `${describeRef(
          refOf(rule.object),
        )} makes clients send plaintext to ${
          rule.host
        }, where mTLS is required: the calls are refused.`,
        fix: 'Remove the tls settings, or make the PeerAuthentication PERMISSIVE.',
        because: Object.values(selected).map(policy => ({
          object: refOf(policy),
          field: 'spec.mtls.mode',
          says: `${describeRef(refOf(policy))} has mode ${
            asText(at(policy, 'spec', 'mtls', 'mode')) ?? 'UNSET'
          }.`,
        })),
      };
    }),
};
