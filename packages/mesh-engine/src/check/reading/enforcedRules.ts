import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import { asText, at } from '../../resources/fields';
import { policiesOf, type Policy } from './policies';
import { push } from './push';
import { ruleCovers } from './ruleCover';
import { rulesOf, type RuleParts } from './sources';

/** A rule of a policy that is enforced. */
export interface EnforcedRule extends RuleParts {
  policy: Policy;
  action: string;
  /** Counts the rules of the mesh, the oldest policy first. */
  order: number;
}

const scopeKey = (
  namespace: string,
  parts: readonly string[],
  kind = '',
): string => [namespace, kind, ...[...parts].sort()].join(' ');

const MOST_LABELS = 6;

/** All selections of labels that pick at least what these labels pick. */
function wider(labels: readonly string[]): string[][] {
  return labels.length > MOST_LABELS
    ? [[...labels], []]
    : labels.reduce<string[][]>(
        (known, label) => [...known, ...known.map(list => [...list, label])],
        [[]],
      );
}

const labelsOf = ({ selector }: Policy) =>
  Object.entries(selector).map(pair => pair.join('='));

const targetsOf = ({ targets }: Policy) =>
  targets.map(({ group, kind, name }) => `${group}/${kind}/${name}`);

const ownKey = (policy: Policy): string =>
  policy.targets.length > 0
    ? scopeKey(policy.namespace, targetsOf(policy), 'targets')
    : scopeKey(policy.namespace, labelsOf(policy));

/** Keys of the policies that are for everything that a policy is for. */
function widerKeys(mesh: Mesh, policy: Policy): string[] {
  if (policy.targets.length > 0) {
    return [ownKey(policy)];
  }
  const sets = wider(labelsOf(policy));
  const namespaces = new Set([policy.namespace, mesh.config.rootNamespace]);
  return [...namespaces].flatMap(namespace =>
    sets.map(set => scopeKey(namespace, set)),
  );
}

const isDryRun = ({ object }: Policy) =>
  asText(object.metadata.annotations?.['istio.io/dry-run']) === 'true';

/** Rules of policies that are enforced, by what they are for. */
const byScope = perMesh(mesh => {
  const index = new Map<string, EnforcedRule[]>();
  let order = 0;
  for (const policy of policiesOf(mesh, 'AuthorizationPolicy')) {
    const action = asText(at(policy.object, 'spec', 'action')) ?? 'ALLOW';
    for (const rule of isDryRun(policy) ? [] : rulesOf(policy.object)) {
      push(index, ownKey(policy), { ...rule, policy, action, order });
      order += 1;
    }
  }
  return index;
});

/** Pairs of a rule and the first rule with one of these actions that takes all of its requests. */
export function coveredRules(
  mesh: Mesh,
  action: string,
  byAction: string,
): { rule: EnforcedRule; by: EnforcedRule }[] {
  return [...byScope(mesh).values()].flatMap(rules => {
    const own = rules.filter(rule => rule.action === action);
    if (own.length === 0) {
      return [];
    }
    const others = widerKeys(mesh, own[0].policy)
      .flatMap(key => byScope(mesh).get(key) ?? [])
      .filter(rule => rule.action === byAction);
    return own.flatMap(rule => {
      const by = others.find(
        other =>
          other !== rule &&
          ruleCovers(other, rule) &&
          (other.order < rule.order || !ruleCovers(rule, other)),
      );
      return by ? [{ rule, by }] : [];
    });
  });
}
