import { describeRef } from '../../resources/ref';
import { hasAutoImage } from '../reading/autoImage';
import { barePods } from '../reading/podSpecs';
import type { Check } from '../types';

export const autoImagePod: Check = {
  code: 'MESH3405',
  severity: 'error',
  title: 'Pod with an image that the injection should have replaced',
  istioctl: ['IST0147'],
  find: mesh =>
    barePods(mesh)
      .filter(({ spec }) => hasAutoImage(spec))
      .map(({ ref, field }) => ({
        object: ref,
        field: `${field}.containers`,
        message: `${describeRef(
          ref,
        )} has a proxy with image "auto", which the injection should have replaced: the pod cannot start.`,
        fix: 'Label the pod or its namespace for injection, and make the pod anew.',
      })),
};
