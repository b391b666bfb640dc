import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import type { Caller } from '../common/callers';
import { at, list, record, texts } from '../common/values';
import { isCaller, withRules } from './rules';

/** What is left of a source; undefined when it was about the caller alone. */
function sourceWithout(
  mesh: Mesh,
  home: string,
  source: Record<string, unknown>,
  caller: Caller,
): Record<string, unknown> | undefined {
  const { namespace, serviceAccount } = caller;
  const isMeant: Record<string, (word: string) => boolean> = {
    principals: isCaller(mesh, caller),
    serviceAccounts: word => {
      const [account = '', owner = home] = word.split('/').reverse();
      return owner === namespace && (serviceAccount ?? account) === account;
    },
    namespaces: word => serviceAccount === undefined && word === namespace,
  };
  let left = source;
  for (const [field, test] of Object.entries(isMeant)) {
    const words = texts(source[field]);
    const others = words.filter(word => !test(word));
    if (others.length < words.length) {
      if (others.length === 0) {
        return undefined;
      }
      left = { ...left, [field]: others };
    }
  }
  return left;
}

/** The policy without the places that name a caller; a rule that was for that caller alone goes. */
export function withoutCaller(
  mesh: Mesh,
  policy: KubeObject,
  caller: Caller,
): KubeObject {
  const home = policy.metadata.namespace ?? 'default';
  const before = list(at(policy, 'spec', 'rules'));
  const rules = before.flatMap(written => {
    const entries = list(record(written).from);
    const from = entries.flatMap(entry => {
      const source = record(record(entry).source);
      const left = sourceWithout(mesh, home, source, caller);
      if (left === source) {
        return [entry];
      }
      return left ? [{ ...record(entry), source: left }] : [];
    });
    const isUntouched =
      from.length === entries.length &&
      from.every((entry, index) => entry === entries[index]);
    if (isUntouched) {
      return [record(written)];
    }
    return from.length > 0 ? [{ ...record(written), from }] : [];
  });
  return rules.length === before.length &&
    rules.every((rule, index) => rule === before[index])
    ? policy
    : withRules(policy, rules);
}
