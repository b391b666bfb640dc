import type { Mesh } from '../../mesh/Mesh';
import {
  composePeerPolicies,
  selectPeerPolicies,
} from '../../mtls/peerPolicies';
import { peerPoliciesOf } from '../../mtls/peerPoliciesOf';
import { asRecord, asText } from '../../resources/fields';
import type { Rule } from './destinationRules';

/** What a wildcard host covers: the whole mesh, or a namespace; undefined for any other. */
export function coverOf(
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

/** The policies for a whole namespace, or for the mesh. */
export function policyOf(mesh: Mesh, namespace: string | undefined) {
  const { rootNamespace } = mesh.config;
  const selected = selectPeerPolicies(
    peerPoliciesOf(mesh, namespace ?? rootNamespace),
    rootNamespace,
    namespace ?? rootNamespace,
    {},
  );
  return { selected, mode: composePeerPolicies(selected).mode };
}

export const modeOf = ({ policy }: Rule) => asText(asRecord(policy.tls).mode);

/** Whether a rule makes callers use mTLS. */
export const isMutual = (rule: Rule): boolean =>
  ['ISTIO_MUTUAL', 'MUTUAL'].includes(modeOf(rule) ?? '');
