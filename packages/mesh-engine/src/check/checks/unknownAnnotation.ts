import { describeRef } from '../../resources/ref';
import { usedAnnotations } from '../reading/annotations';
import type { Check } from '../types';

export const unknownAnnotation: Check = {
  code: 'MESH3601',
  severity: 'warning',
  title: 'Annotation that Istio does not know',
  istioctl: ['IST0108'],
  find: mesh =>
    usedAnnotations(mesh)
      .filter(({ known }) => !known)
      .map(({ ref, field, name }) => ({
        object: ref,
        field,
        message: `${describeRef(
          ref,
        )} has the annotation ${name}, which Istio does not know.`,
        fix: 'Correct the name, or remove the annotation.',
      })),
};
