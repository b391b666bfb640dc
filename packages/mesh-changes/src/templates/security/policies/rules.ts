import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { callerOf, principalOf, type Caller } from '../common/callers';
import { at, isSameSet, list, record, texts, withAt } from '../common/values';
import type { Operation } from './operation';

/** Rules of a policy, as they are written. */
export const rulesOf = (policy: KubeObject): Record<string, unknown>[] =>
  list(at(policy, 'spec', 'rules')).map(record);

const sourcesOf = (rule: Record<string, unknown>): Record<string, unknown>[] =>
  list(rule.from).map(entry => record(record(entry).source));

/** The policy with other rules. */
export const withRules = (
  policy: KubeObject,
  rules: readonly object[],
): KubeObject =>
  withAt(policy, ['spec', 'rules'], rules.length > 0 ? rules : undefined);

/** Whether a principal is that of a caller, or of somebody in its namespace. */
export const isCaller =
  (mesh: Mesh, { namespace, serviceAccount }: Caller) =>
  (principal: string): boolean => {
    const named = callerOf(mesh, principal);
    return (
      named?.namespace === namespace &&
      (serviceAccount === undefined || named.serviceAccount === serviceAccount)
    );
  };

/** The field in which a source names a caller, and how it is written there. */
function wordFor(mesh: Mesh, caller: Caller): [field: string, word: string] {
  const { namespace, serviceAccount } = caller;
  return serviceAccount === undefined
    ? ['namespaces', namespace]
    : ['principals', principalOf(mesh, { namespace, serviceAccount })];
}

const isOnly = (source: Record<string, unknown>, field: string): boolean =>
  Object.keys(source).length === 1 && texts(source[field]).length > 0;

/** Whether a source that asks for nothing else names the caller. */
function names(
  mesh: Mesh,
  source: Record<string, unknown>,
  caller: Caller,
): boolean {
  const { namespace, serviceAccount } = caller;
  return serviceAccount === undefined
    ? isOnly(source, 'namespaces') &&
        texts(source.namespaces).includes(namespace)
    : isOnly(source, 'principals') &&
        texts(source.principals).some(isCaller(mesh, caller));
}

const OPERATION_FIELDS = ['methods', 'paths', 'ports', 'hosts'] as const;

/** The one operation of a rule; undefined for all, null for what an operation of ours cannot say. */
export function operationOfRule(
  rule: Record<string, unknown>,
): Operation | undefined | null {
  const entries = list(rule.to).map(entry => record(record(entry).operation));
  const [operation, ...others] = entries;
  if (list(rule.when).length > 0 || others.length > 0) {
    return null;
  }
  if (!operation) {
    return undefined;
  }
  const fields = Object.keys(operation);
  return fields.every(field => OPERATION_FIELDS.some(known => known === field))
    ? Object.fromEntries(fields.map(field => [field, texts(operation[field])]))
    : null;
}

function isSameOperation(
  one: Operation | undefined | null,
  other: Operation | undefined,
): boolean {
  return (
    one !== null &&
    OPERATION_FIELDS.every(field =>
      isSameSet(one?.[field] ?? [], other?.[field] ?? []),
    )
  );
}

/** Whether a rule lets a caller do at least what is asked for. */
export function lets(
  mesh: Mesh,
  rule: Record<string, unknown>,
  caller: Caller,
  operation: Operation | undefined,
): boolean {
  const own = operationOfRule(rule);
  const sources = sourcesOf(rule);
  return (
    (own === undefined || isSameOperation(own, operation)) &&
    (sources.length === 0 ||
      sources.some(source => names(mesh, source, caller)))
  );
}

/** A rule with callers; identities and namespaces are sources of their own, as within one both would be asked for. */
export function callerRule(
  mesh: Mesh,
  callers: readonly Caller[],
  operation?: Operation,
): Record<string, unknown> {
  const words = callers.map(caller => wordFor(mesh, caller));
  const sources = ['principals', 'namespaces'].flatMap(field => {
    const found = words.filter(([name]) => name === field);
    return found.length > 0
      ? [{ source: { [field]: found.map(([, word]) => word) } }]
      : [];
  });
  return { from: sources, ...(operation && { to: [{ operation }] }) };
}

/** The policy with a caller in the rule for the operation, which is made at the end where there is none. */
export function withCaller(
  mesh: Mesh,
  policy: KubeObject,
  caller: Caller,
  operation: Operation | undefined,
): KubeObject {
  const rules = rulesOf(policy);
  if (rules.some(rule => lets(mesh, rule, caller, operation))) {
    return policy;
  }
  const [field, word] = wordFor(mesh, caller);
  const ruleIndex = rules.findIndex(
    rule =>
      isSameOperation(operationOfRule(rule), operation) &&
      sourcesOf(rule).length > 0,
  );
  const rule = rules[ruleIndex];
  if (!rule) {
    return withRules(policy, [...rules, callerRule(mesh, [caller], operation)]);
  }
  const sources = sourcesOf(rule);
  const place = sources.findIndex(source => isOnly(source, field));
  const from = ['spec', 'rules', ruleIndex, 'from'];
  return place < 0
    ? withAt(policy, from, [
        ...list(rule.from),
        { source: { [field]: [word] } },
      ])
    : withAt(
        policy,
        [...from, place, 'source', field],
        [...texts(sources[place]?.[field]), word],
      );
}

/** Callers that a rule names one by one; undefined when it says more than that. */
export function callersOfRule(
  mesh: Mesh,
  rule: Record<string, unknown>,
): Caller[] | undefined {
  const callers = sourcesOf(rule).flatMap(source => {
    if (isOnly(source, 'principals')) {
      return texts(source.principals).map(word => callerOf(mesh, word));
    }
    return isOnly(source, 'namespaces')
      ? texts(source.namespaces).map(namespace => ({ namespace }))
      : [undefined];
  });
  const known = callers.filter(caller => caller !== undefined);
  return known.length > 0 && known.length === callers.length
    ? known
    : undefined;
}
