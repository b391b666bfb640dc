import { asRecord, asText } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { Rule } from '../reading/destinationRules';
import { allRules } from '../reading/destinationRules';
import { sameHost, wildcardOverlaps } from '../reading/hostOverlaps';
import { scopesMeet } from '../reading/scope';
import type { Check } from '../types';

/** Whether two rules say something for the same pods: a subset of both, or all pods. */
function shareSubset(a: Rule, b: Rule): boolean {
  if (a.subsets.length === 0 || b.subsets.length === 0) {
    return true;
  }
  const names = new Set(a.subsets.map(({ name }) => name));
  return b.subsets.some(({ name }) => names.has(name));
}

const compete = (a: Rule, b: Rule) =>
  scopesMeet(a.scope, b.scope) && shareSubset(a, b);

/** A wildcard that asks for the mesh's own mTLS is a default that others are meant to narrow. */
function isMtlsDefault({ host, policy }: Rule): boolean {
  const mode = asText(asRecord(policy.tls).mode);
  return host.startsWith('*') && mode === 'ISTIO_MUTUAL';
}

export const severalDestinationRules: Check = {
  code: 'MESH2104',
  severity: 'warning',
  title: 'Several DestinationRules for one host and subset',
  kiali: ['KIA0201'],
  find: mesh => {
    const rules = allRules(mesh);
    const same = sameHost(rules, compete);
    const wide = wildcardOverlaps(
      rules.filter(rule => !isMtlsDefault(rule)),
      compete,
    );
    return rules.flatMap(rule => {
      const others = [...(same.get(rule) ?? []), ...(wide.get(rule) ?? [])];
      if (others.length === 0) {
        return [];
      }
      const names = others.map(({ object }) => describeRef(refOf(object)));
      return {
        object: refOf(rule.object),
        field: 'spec.host',
        message: `${describeRef(refOf(rule.object))} and ${names.join(
          ', ',
        )} say something about the same ${
          same.has(rule)
            ? 'host and subset; of each subset and policy only one is used'
            : 'hosts; only the one with the most exact host is used for a service'
        }.`,
        fix: 'Put what is meant for one host into one DestinationRule.',
        because: others.map(other => ({
          object: refOf(other.object),
          field: 'spec.host',
          says: `${describeRef(refOf(other.object))} is for ${other.host}${
            other.subsets.length > 0
              ? ` with ${other.subsets.map(({ name }) => name).join(', ')}`
              : ''
          }.`,
        })),
      };
    });
  },
};
