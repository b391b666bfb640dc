import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import { selects } from '../../mesh/selectors';
import type { MeshService } from '../../mesh/types';
import {
  composePeerPolicies,
  selectPeerPolicies,
} from '../../mtls/peerPolicies';
import { peerPoliciesOf } from '../../mtls/peerPoliciesOf';
import { asList, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { Because } from '../../resources/types';
import { allRules, rulesFor } from '../reading/destinationRules';
import { policiesOf, type Policy } from '../reading/policies';
import { push } from '../reading/push';
import { rulesOf } from '../reading/sources';
import { isMutual } from '../reading/wideRules';
import type { Check } from '../types';

/** Attributes that Istio reads from the certificate of the caller. */
const OF_SOURCE = [
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
];
const OF_CONDITION = [
  'source.principal',
  'source.namespace',
  'source.serviceAccount',
];

function fieldsOf({ object }: Policy): string[] {
  return rulesOf(object).flatMap(({ sources, conditions }) => [
    ...sources.flatMap(({ field, values }) =>
      OF_SOURCE.filter(name => asList(values[name]).length > 0).map(
        name => `${field}.${name}`,
      ),
    ),
    ...conditions
      .filter(({ values }) => OF_CONDITION.includes(asText(values.key) ?? ''))
      .map(({ field }) => field),
  ]);
}

/** Services by a label of their selector. */
const servicesByLabel = perMesh(mesh => {
  const index = new Map<string, MeshService[]>();
  for (const service of mesh.services) {
    for (const pair of Object.entries(service.selector ?? {})) {
      push(index, `${service.namespace}/${pair.join('=')}`, service);
    }
  }
  return index;
});

/** Hosts by which the workloads of a policy are called; that of all of a namespace where no service is known. */
function hostsOf(mesh: Mesh, { selector, namespace, isOfMesh }: Policy) {
  const { clusterDomain } = mesh.config;
  if (isOfMesh) {
    return [`*.svc.${clusterDomain}`];
  }
  const [pair] = Object.entries(selector);
  const services = pair
    ? (
        servicesByLabel(mesh).get(`${namespace}/${pair.join('=')}`) ?? []
      ).filter(
        service => service.selector && selects(selector, service.selector),
      )
    : [];
  return services.length > 0
    ? services.map(({ host }) => host)
    : [`*.${namespace}.svc.${clusterDomain}`];
}

/** Why no call to the workloads of a policy is mTLS; undefined when some may be. */
function whyPlain(mesh: Mesh, policy: Policy): Because[] | undefined {
  const server = composePeerPolicies(
    selectPeerPolicies(
      peerPoliciesOf(mesh, policy.namespace),
      mesh.config.rootNamespace,
      policy.namespace,
      policy.selector,
    ),
  );
  if (server.mode === 'DISABLE') {
    return server.because;
  }
  const told = hostsOf(mesh, policy).map(host => {
    const [first, ...others] = rulesFor(mesh, host);
    return [first, ...others.filter(rule => rule.host === first.host)].find(
      rule => rule?.policy.tls !== undefined,
    );
  });
  if (told.some(rule => (rule ? isMutual(rule) : mesh.config.enableAutoMtls))) {
    return undefined;
  }
  return told.flatMap(rule =>
    rule
      ? {
          object: refOf(rule.object),
          field: 'spec.trafficPolicy.tls.mode',
          says: `${describeRef(refOf(rule.object))} makes callers of ${
            rule.host
          } send no mTLS.`,
        }
      : {
          says: 'Automatic mTLS is off, and no DestinationRule asks for mTLS.',
        },
  );
}

/** Whether anything switches mTLS off: mostly nothing does, and no policy needs a closer look. */
const isSwitchedOff = (mesh: Mesh): boolean =>
  !mesh.config.enableAutoMtls ||
  policiesOf(mesh, 'PeerAuthentication').some(
    ({ object }) => at(object, 'spec', 'mtls', 'mode') === 'DISABLE',
  ) ||
  allRules(mesh).some(rule => rule.policy.tls !== undefined && !isMutual(rule));

export const identityWithoutMtls: Check = {
  code: 'MESH3101',
  severity: 'error',
  title: 'Identity of callers without mTLS',
  kiali: ['KIA0105'],
  find: mesh =>
    (isSwitchedOff(mesh) ? policiesOf(mesh, 'AuthorizationPolicy') : [])
      .filter(
        ({ targets, workloads }) =>
          targets.length === 0 &&
          !workloads.some(({ sidecar }) =>
            ['ambient', 'gateway'].includes(sidecar.state),
          ),
      )
      .flatMap(policy => {
        const fields = fieldsOf(policy);
        const because = fields.length > 0 ? whyPlain(mesh, policy) : undefined;
        return because
          ? fields.map(field => ({
              object: refOf(policy.object),
              field,
              message: `${describeRef(
                refOf(policy.object),
              )} asks who the caller is, which only mTLS tells, but no call there is mTLS.`,
              fix: 'Let servers accept mTLS and callers use it: remove what switches it off, or ask for something else than the identity.',
              because,
            }))
          : [];
      }),
};
