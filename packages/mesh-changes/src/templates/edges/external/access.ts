import type { KubeObject, Mesh, MeshService } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { list, record, texts } from '../../security/common/values';
import {
  allowPolicies,
  ownPolicies,
  placeOf,
} from '../../security/policies/place';
import { rulesOf, withCaller, withRules } from '../../security/policies/rules';
import type { ExternalParameters } from './types';

type Rule = Record<string, unknown>;

/** The rule of the egress gateway that lets callers through to a host. */
export const letsThrough =
  (host: string) =>
  (rule: Rule): boolean =>
    list(rule.to)
      .map(entry => texts(record(record(entry).operation).hosts))
      .some(hosts => hosts.includes(host));

const letsTls =
  (host: string) =>
  (rule: Rule): boolean =>
    list(rule.when)
      .map(record)
      .some(
        ({ key, values }) =>
          key === 'connection.sni' && texts(values).includes(host),
      );

const isOpen = (rule: Rule): boolean =>
  ['from', 'to', 'when'].every(field => list(rule[field]).length === 0);

/** The policy of the egress gateway, with the callers let through to the hosts. */
export function wantedAccess(
  mesh: Mesh,
  service: MeshService,
  { hosts, callers = [], tls }: ExternalParameters,
): { wanted: KubeObject[]; notes: string[] } {
  const place = placeOf(mesh, service.namespace, service.name);
  const [policy] = ownPolicies(place, 'ALLOW');
  if (!policy) {
    if (callers.length > 0) {
      throw new ParameterError(
        'callers',
        `The egress gateway ${service.name} has no policy that allows callers, so everybody may use it. Leave callers out, or limit it first with the change allow-caller.`,
      );
    }
    return {
      wanted: [],
      notes:
        allowPolicies(place).length > 0
          ? [
              'The egress gateway refuses what no policy allows. Allow its callers too.',
            ]
          : [],
    };
  }
  if (rulesOf(policy).some(isOpen)) {
    return { wanted: [], notes: [] };
  }
  if (tls === 'passthrough') {
    const missing = hosts.filter(host => !rulesOf(policy).some(letsTls(host)));
    const added = missing.map(host => ({
      when: [{ key: 'connection.sni', values: [host] }],
    }));
    return {
      wanted: [withRules(policy, [...rulesOf(policy), ...added])],
      notes: [
        'The egress gateway cannot see who calls, as the application encrypts by itself: whoever reaches it may call these hosts.',
      ],
    };
  }
  const wanted = hosts.reduce(
    (edited, host) =>
      callers.reduce(
        (next, caller) => withCaller(mesh, next, caller, { hosts: [host] }),
        edited,
      ),
    policy,
  );
  const shut = hosts.filter(host => !rulesOf(wanted).some(letsThrough(host)));
  return {
    wanted: [wanted],
    notes: shut.map(
      host =>
        `AuthorizationPolicy ${policy.metadata.name} lets nobody through to ${host}. Name callers.`,
    ),
  };
}
