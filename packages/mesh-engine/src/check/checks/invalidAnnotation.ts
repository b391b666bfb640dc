import { describeRef } from '../../resources/ref';
import { isPlaced, usedAnnotations } from '../reading/annotations';
import { wrongValue } from '../reading/annotationValues';
import type { Check } from '../types';

export const invalidAnnotation: Check = {
  code: 'MESH3603',
  severity: 'warning',
  title: 'Annotation with a value that Istio refuses',
  istioctl: ['IST0125'],
  find: mesh =>
    usedAnnotations(mesh).flatMap(used => {
      const { ref, field, name, value } = used;
      const expected = isPlaced(used) ? wrongValue(name, value) : undefined;
      return expected === undefined
        ? []
        : {
            object: ref,
            field,
            message: `${describeRef(
              ref,
            )} has the annotation ${name} with "${value}", which is not ${expected}.`,
            fix: `Give it ${expected}.`,
          };
    }),
};
