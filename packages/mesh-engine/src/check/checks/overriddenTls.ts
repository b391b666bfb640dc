import type { Mesh } from '../../mesh/Mesh';
import { asList, asRecord } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { type Rule, allRules, rulesFor } from '../reading/destinationRules';
import { scopesMeet } from '../reading/scope';
import { modeOf } from '../reading/wideRules';
import type { Check } from '../types';

/** Whether a rule says anything about TLS, for all ports or for one. */
function saysTls({ policy }: Rule): boolean {
  return (
    policy.tls !== undefined ||
    asList(policy.portLevelSettings).some(
      port => asRecord(port).tls !== undefined,
    )
  );
}

/** Clients look in their own namespace, in that of the service, and in the root namespace. */
function isLookedUp(mesh: Mesh, wider: Rule, rule: Rule): boolean {
  const [, ofService] = rule.host.split('.');
  return [rule.namespace, ofService, mesh.config.rootNamespace].includes(
    wider.namespace,
  );
}

export const overriddenTls: Check = {
  code: 'MESH2105',
  severity: 'warning',
  title: 'TLS settings of a wider rule lost',
  kiali: ['KIA0204'],
  find: mesh =>
    allRules(mesh).flatMap(rule => {
      if (saysTls(rule)) {
        return [];
      }
      const others = rulesFor(mesh, rule.host).filter(
        other => other !== rule && other.policy.tls !== undefined,
      );
      const wider = others.find(
        other =>
          other.host !== rule.host &&
          scopesMeet(other.scope, rule.scope) &&
          isLookedUp(mesh, other, rule),
      );
      const isAutomatic =
        mesh.config.enableAutoMtls && wider && modeOf(wider) === 'ISTIO_MUTUAL';
      if (!wider || isAutomatic) {
        return [];
      }
      const ref = refOf(wider.object);
      return {
        object: refOf(rule.object),
        field: 'spec.trafficPolicy',
        message: `${describeRef(refOf(rule.object))} has no TLS settings; for ${
          rule.host
        } it replaces ${describeRef(ref)} whole, TLS mode ${modeOf(
          wider,
        )} included.`,
        fix: 'Repeat the tls settings here.',
        because: others.slice(0, 20).map(other => ({
          object: refOf(other.object),
          field: 'spec.trafficPolicy.tls',
          says: `${describeRef(refOf(other.object))} is for ${
            other.host
          } with TLS mode ${modeOf(other)}.`,
        })),
      };
    }),
};
