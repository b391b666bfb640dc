import { fullHost } from '../mesh/hosts';
import { selects } from '../mesh/selectors';
import {
  asLabels,
  asList,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject, ObjectRef } from '../resources/types';

/** A field of a DestinationRule, with the object that it stands in. */
export interface RuleField {
  value: Record<string, unknown>;
  object: ObjectRef;
  /** Path inside the object. */
  field: string;
}

/** A DestinationRule as it counts: several of a namespace for one host are merged into the oldest. */
export interface EffectiveRule {
  host: string;
  namespace: string;
  /** Objects that it is made of, the oldest first. */
  from: ObjectRef[];
  /** As it is written: `.`, `*`, namespaces; empty when it is not. */
  exportTo: ReadonlySet<string>;
  workloadSelector?: Record<string, string>;
  trafficPolicy?: RuleField;
  subsets: (RuleField & { name: string })[];
}

/** In `exportTo`: the namespace of the rule alone. */
export const PRIVATE = '.';

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every(entry => b.has(entry));
}

function sameLabels(a: Record<string, string>, b: Record<string, string>) {
  return Object.keys(a).length === Object.keys(b).length && selects(a, b);
}

/** Reads one rule. */
export function readRule(
  object: KubeObject,
  clusterDomain: string,
): EffectiveRule {
  const namespace = object.metadata.namespace ?? 'default';
  const ref = refOf(object);
  const spec = asRecord(object.spec);
  const selector = at(spec, 'workloadSelector', 'matchLabels');
  const isSelective =
    spec.workloadSelector !== undefined && spec.workloadSelector !== null;
  const policy = spec.trafficPolicy;
  return {
    host: fullHost(asText(spec.host) ?? '', namespace, clusterDomain),
    namespace,
    from: [ref],
    exportTo: new Set(isSelective ? [PRIVATE] : asTexts(spec.exportTo)),
    workloadSelector: isSelective ? asLabels(selector) : undefined,
    trafficPolicy: policy
      ? { value: asRecord(policy), object: ref, field: 'spec.trafficPolicy' }
      : undefined,
    subsets: asList(spec.subsets).map((subset, index) => ({
      name: asText(asRecord(subset).name) ?? '',
      value: asRecord(subset),
      object: ref,
      field: `spec.subsets[${index}]`,
    })),
  };
}

/** Takes over what the older rule lacks: subsets of other names, and the traffic policy where there is none. */
function absorb(older: EffectiveRule, rule: EffectiveRule): void {
  const names = new Set(older.subsets.map(({ name }) => name));
  older.from = [...older.from, ...rule.from];
  older.subsets = [
    ...older.subsets,
    ...rule.subsets.filter(({ name }) => !names.has(name)),
  ];
  older.trafficPolicy ??= rule.trafficPolicy;
}

/** Merges a rule into those of its namespace and host, or adds it to them. Source: Istio's mergeDestinationRule. */
export function mergeRule(known: EffectiveRule[], rule: EffectiveRule): void {
  let standsAlone = true;
  for (const older of known) {
    const isAlike = sameSet(rule.exportTo, older.exportTo);
    const isWider =
      older.exportTo.size > 0 &&
      [...older.exportTo].every(entry => rule.exportTo.has(entry));
    const [a, b] = [older.workloadSelector, rule.workloadSelector];
    const selectsAlike = a && b ? sameLabels(a, b) : !a && !b;
    if (!(isAlike || isWider) || (a && b && !selectsAlike)) {
      standsAlone = true;
    } else {
      standsAlone = !isAlike || !selectsAlike;
      absorb(older, rule);
    }
  }
  if (standsAlone) {
    known.push(rule);
  }
}
