import { asList, asRecord } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';

/** One `from`, `to` or `when` of a rule, with its path. */
export interface Part {
  field: string;
  values: Record<string, unknown>;
}

/** A rule of an AuthorizationPolicy, taken apart. */
export interface RuleParts {
  field: string;
  sources: Part[];
  operations: Part[];
  conditions: Part[];
}

function parts(
  rule: Record<string, unknown>,
  field: string,
  list: string,
  inner?: string,
): Part[] {
  return asList(rule[list]).map((entry, index) => {
    const path = `${field}.${list}[${index}]`;
    return inner
      ? { field: `${path}.${inner}`, values: asRecord(asRecord(entry)[inner]) }
      : { field: path, values: asRecord(entry) };
  });
}

const known = new WeakMap<KubeObject, readonly RuleParts[]>();

function read({ spec }: KubeObject): RuleParts[] {
  return asList(asRecord(spec).rules).map((value, index) => {
    const rule = asRecord(value);
    const field = `spec.rules[${index}]`;
    return {
      field,
      sources: parts(rule, field, 'from', 'source'),
      operations: parts(rule, field, 'to', 'operation'),
      conditions: parts(rule, field, 'when'),
    };
  });
}

/** The rules of an AuthorizationPolicy, taken apart. */
export function rulesOf(policy: KubeObject): readonly RuleParts[] {
  const rules = known.get(policy) ?? read(policy);
  known.set(policy, rules);
  return rules;
}
