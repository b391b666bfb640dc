import { describeRef } from '../../resources/ref';
import { isPlaced, usedAnnotations } from '../reading/annotations';
import type { Check } from '../types';

export const misplacedAnnotation: Check = {
  code: 'MESH3602',
  severity: 'warning',
  title: 'Annotation in the wrong place',
  istioctl: ['IST0107'],
  find: mesh =>
    usedAnnotations(mesh).flatMap(used => {
      const { ref, field, name, known, kind } = used;
      return !known || isPlaced(used)
        ? []
        : {
            object: ref,
            field,
            message: `${describeRef(
              ref,
            )} has the annotation ${name}, which does nothing on a ${kind}: it is for ${known.kinds.join(
              ', ',
            )}.`,
            fix: known.kinds.includes('Pod')
              ? 'Move it to the metadata of the pod template.'
              : 'Move it there, or remove it.',
          };
    }),
};
