import type { Mesh } from '../../mesh/Mesh';
import { describeRef, refOf } from '../../resources/ref';
import { suggest } from '../../schemas/suggest';
import { allDestinations } from '../reading/destinations';
import { rulesFor, type Rule } from '../reading/destinationRules';
import { MANY } from '../reading/othersOf';
import type { Check } from '../types';

/** DestinationRules of a host, and the names of all their subsets. */
interface KnownSubsets {
  rules: Rule[];
  names: ReadonlySet<string>;
}

function subsetsOf(mesh: Mesh, host: string): KnownSubsets {
  const rules = rulesFor(mesh, host);
  const names = rules.flatMap(rule => rule.subsets.map(({ name }) => name));
  return { rules: rules.slice(0, MANY), names: new Set(names) };
}

export const subsetNotFound: Check = {
  code: 'MESH2013',
  severity: 'error',
  title: 'Route to a subset that does not exist',
  kiali: ['KIA1107'],
  istioctl: ['IST0101'],
  find: mesh => {
    const byHost = new Map<string, KnownSubsets>();
    return allDestinations(mesh).flatMap(destination => {
      const { object, field, host, subset } = destination;
      const known = byHost.get(host) ?? subsetsOf(mesh, host);
      byHost.set(host, known);
      const { rules, names } = known;
      if (!subset || names.has(subset)) {
        return [];
      }
      // Of v1 and v2 neither is a slip of the finger.
      const meant =
        subset.length > 3
          ? suggest(subset, [...names].slice(0, MANY))
          : undefined;
      return {
        object: refOf(object),
        field: `${field}.subset`,
        message: `${describeRef(
          refOf(object),
        )} sends requests to subset ${subset} of ${host}, which no DestinationRule defines: they fail with 503.`,
        fix: `${
          meant ? `Did you mean ${meant}? Otherwise add` : 'Add'
        } subset ${subset} to ${
          rules.length > 0
            ? describeRef(refOf(rules[0].object))
            : `a DestinationRule for ${host}`
        }, or route to a subset that exists.`,
        because:
          rules.length > 0
            ? rules.map(rule => ({
                object: refOf(rule.object),
                field: 'spec.subsets',
                says: `${describeRef(refOf(rule.object))} has ${
                  rule.subsets.map(({ name }) => name).join(', ') ||
                  'no subsets'
                }.`,
              }))
            : [{ says: `No DestinationRule is for ${host}.` }],
      };
    });
  },
};
