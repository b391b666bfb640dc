import type { Mesh } from '../../mesh/Mesh';
import { describeRef, refOf } from '../../resources/ref';
import { suggest } from '../../schemas/suggest';
import {
  allDestinations,
  type NamedDestination,
} from '../reading/destinations';
import { rulesFor } from '../reading/destinationRules';
import type { Check } from '../types';

/** DestinationRules for the host of a destination, and whether one of them has its subset. */
function subsetsOf(mesh: Mesh, { host, subset }: NamedDestination) {
  const rules = rulesFor(mesh, host);
  return {
    rules,
    isFound: rules.some(({ subsets }) =>
      subsets.some(({ name }) => name === subset),
    ),
  };
}

export const subsetNotFound: Check = {
  code: 'MESH2013',
  severity: 'error',
  title: 'Route to a subset that does not exist',
  kiali: ['KIA1107'],
  istioctl: ['IST0101'],
  find: mesh =>
    allDestinations(mesh).flatMap(destination => {
      const { object, field, host, subset } = destination;
      if (!subset) {
        return [];
      }
      const { rules, isFound } = subsetsOf(mesh, destination);
      if (isFound) {
        return [];
      }
      const names = rules.flatMap(rule => rule.subsets.map(({ name }) => name));
      // Of v1 and v2 neither is a slip of the finger.
      const meant = subset.length > 3 ? suggest(subset, names) : undefined;
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
    }),
};
