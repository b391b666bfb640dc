import { describeRef, refOf } from '../../resources/ref';
import { allRules } from '../reading/destinationRules';
import type { Check } from '../types';

export const subsetWithoutLabels: Check = {
  code: 'MESH2103',
  severity: 'warning',
  title: 'Subset without labels',
  kiali: ['KIA0209'],
  find: mesh =>
    allRules(mesh).flatMap(({ object, subsets }) =>
      subsets
        .filter(({ labels }) => Object.keys(labels).length === 0)
        .map(({ name, field, policy }) => ({
          object: refOf(object),
          field,
          // A policy of its own is a reason to have it.
          severity:
            Object.keys(policy).length > 0
              ? ('info' as const)
              : ('warning' as const),
          message: `Subset ${name} of ${describeRef(
            refOf(object),
          )} has no labels, so it is all pods of the service.`,
          fix: 'Add the labels of the pods that are meant, unless the subset is only there for its traffic policy.',
        })),
    ),
};
