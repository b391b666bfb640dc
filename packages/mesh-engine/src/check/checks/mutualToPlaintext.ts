import { asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { allRules } from '../reading/destinationRules';
import { policiesOf } from '../reading/policies';
import { coverOf, isMutual } from '../reading/wideRules';
import type { Check } from '../types';

export const mutualToPlaintext: Check = {
  code: 'MESH3002',
  severity: 'error',
  title: 'mTLS switched off that callers are told to use',
  kiali: ['KIA0505', 'KIA0506'],
  find: mesh => {
    const wide = allRules(mesh).flatMap(rule => {
      const cover = coverOf(mesh, rule);
      return cover && rule.policy.tls !== undefined ? [{ rule, cover }] : [];
    });
    return policiesOf(mesh, 'PeerAuthentication')
      .filter(
        ({ object, hasSelector }) =>
          !hasSelector &&
          asText(at(object, 'spec', 'mtls', 'mode')) === 'DISABLE',
      )
      .flatMap(({ object, isOfMesh, namespace }) => {
        const own = wide.find(
          ({ cover }) => !isOfMesh && cover.namespace === namespace,
        );
        const found =
          own ?? wide.find(({ cover }) => cover.namespace === undefined);
        if (!found || !isMutual(found.rule)) {
          return [];
        }
        const rule = refOf(found.rule.object);
        return {
          object: refOf(object),
          field: 'spec.mtls.mode',
          message: `${describeRef(refOf(object))} switches mTLS off in ${
            isOfMesh ? 'the mesh' : `namespace ${namespace}`
          }, but ${describeRef(rule)} makes callers use it: HTTP calls fail.`,
          fix: `Remove the tls settings of the DestinationRule, or make the PeerAuthentication PERMISSIVE.`,
          because: [
            {
              object: rule,
              field: 'spec.trafficPolicy.tls.mode',
              says: `${describeRef(rule)} is for ${found.rule.host}.`,
            },
          ],
        };
      });
  },
};
