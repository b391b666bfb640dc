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
        .map(({ name, field }) => ({
          object: refOf(object),
          field,
          message: `Subset ${name} of ${describeRef(
            refOf(object),
          )} has no labels, so it is all pods of the service.`,
          fix: 'Add the labels of the pods that are meant, unless the subset is only there for its traffic policy.',
        })),
    ),
};
