import { perObject } from '../../mesh/perObject';
import { asList, asNumber, asRecord, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { Check, Violation } from '../types';

const needlessWeights = perObject((object): Violation[] =>
  ['http', 'tls', 'tcp'].flatMap(section =>
    asList(at(object, 'spec', section)).flatMap((route, index) => {
      const targets = asList(asRecord(route).route);
      const weight = asNumber(asRecord(targets[0]).weight) ?? 0;
      return targets.length === 1 && weight > 0 && weight < 100
        ? {
            object: refOf(object),
            field: `spec.${section}[${index}].route[0].weight`,
            message: `${describeRef(
              refOf(object),
            )} gives its only destination a weight of ${weight}, but it gets all requests.`,
            fix: 'Remove the weight, or add the destination that the rest was meant for.',
          }
        : [];
    }),
  ),
);

export const singleWeight: Check = {
  code: 'MESH2008',
  severity: 'warning',
  title: 'Weight of a single destination',
  kiali: ['KIA1104'],
  find: mesh =>
    mesh
      .objects('VirtualService', 'networking.istio.io')
      .flatMap(needlessWeights),
};
