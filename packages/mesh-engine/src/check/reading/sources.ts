import { perObject } from '../../mesh/perObject';
import { asList, asRecord } from '../../resources/fields';

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

/** The rules of an AuthorizationPolicy, taken apart. */
export const rulesOf = perObject(({ spec }): readonly RuleParts[] =>
  asList(asRecord(spec).rules).map((value, index) => {
    const rule = asRecord(value);
    const field = `spec.rules[${index}]`;
    return {
      field,
      sources: parts(rule, field, 'from', 'source'),
      operations: parts(rule, field, 'to', 'operation'),
      conditions: parts(rule, field, 'when'),
    };
  }),
);
