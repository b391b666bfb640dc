import type { Mesh } from '../../mesh/Mesh';
import {
  composePeerPolicies,
  selectPeerPolicies,
} from '../../mtls/peerPolicies';
import { byAge } from '../../resources/byAge';
import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { allRules, rulesFor, type Rule } from '../reading/destinationRules';
import { perMesh } from '../reading/perMesh';
import { scopesMeet } from '../reading/scope';
import type { Check } from '../types';

/** What a wildcard host covers: the whole mesh, or a namespace; undefined for any other. */
function coverOf(
  mesh: Mesh,
  { host }: Rule,
): { namespace?: string } | undefined {
  const { clusterDomain } = mesh.config;
  const domain = `svc.${clusterDomain}`;
  if (['*', `*.${domain}`, `*.${clusterDomain}`].includes(host)) {
    return {};
  }
  const last = clusterDomain.split('.').pop() ?? '';
  if (host === `*.${last}`) {
    return {};
  }
  const namespace = host.startsWith('*.') && host.slice(2).split('.')[0];
  return namespace && host === `*.${namespace}.${domain}`
    ? { namespace }
    : undefined;
}

const peerPolicies = perMesh(mesh =>
  [...mesh.objects('PeerAuthentication', 'security.istio.io')].sort(byAge),
);

/** The policies for a whole namespace, or for the mesh. */
function policyOf(mesh: Mesh, namespace: string | undefined) {
  const { rootNamespace } = mesh.config;
  const selected = selectPeerPolicies(
    peerPolicies(mesh),
    rootNamespace,
    namespace ?? rootNamespace,
    {},
  );
  return { selected, mode: composePeerPolicies(selected).mode };
}

const modeOf = ({ policy }: Rule) => asText(asRecord(policy.tls).mode);

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
