import type { KubeObject } from '@ecotrack/mesh-engine';
import { newObject } from '../common/planOf';
import { GROUP, ownPolicies, type Place } from './place';
import { rulesOf, withRules } from './rules';

type Rule = Record<string, unknown>;

/** Rules that refuse requests to a service, and the policy that they stand in. */
export type Denials = { policy?: KubeObject; rules: Rule[] };

/** The DENY policy with rules of a sort; its other rules are not among them. */
export function denialsOf(
  place: Place,
  isOfSort: (rule: Rule) => boolean,
): Denials {
  const policy = ownPolicies(place, 'DENY').find(each =>
    rulesOf(each).some(isOfSort),
  );
  return { policy, rules: policy ? rulesOf(policy).filter(isOfSort) : [] };
}

/** The policy with other rules of a sort, in the place of the first of them. */
export function withDenials(
  place: Place,
  name: string,
  isOfSort: (rule: Rule) => boolean,
  rules: readonly Rule[],
): KubeObject {
  const { mesh, service, target } = place;
  const { policy } = denialsOf(place, isOfSort);
  if (!policy) {
    const known = ownPolicies(place, 'DENY').find(
      ({ metadata }) => metadata.name === name,
    );
    return known
      ? withRules(known, [...rulesOf(known), ...rules])
      : newObject(
          mesh,
          GROUP,
          'AuthorizationPolicy',
          { namespace: service.namespace, name },
          { ...target, action: 'DENY', rules },
        );
  }
  const before = rulesOf(policy);
  const first = before.findIndex(isOfSort);
  return withRules(policy, [
    ...before.slice(0, first),
    ...rules,
    ...before.slice(first).filter(rule => !isOfSort(rule)),
  ]);
}
