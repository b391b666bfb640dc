import { describeRef } from '../../resources/ref';
import { usedAnnotations, type UsedAnnotation } from '../reading/annotations';
import type { Check } from '../types';

const INJECT = 'sidecar.istio.io/inject';

/** Whoever has the label as well knows. */
const isReplaced = ({ name, labels }: UsedAnnotation) =>
  name === INJECT && labels[INJECT] !== undefined;

export const deprecatedAnnotation: Check = {
  code: 'MESH3604',
  severity: 'info',
  title: 'Annotation that Istio will drop',
  istioctl: ['IST0135'],
  find: mesh =>
    usedAnnotations(mesh)
      .filter(used => used.known?.isDeprecated && !isReplaced(used))
      .map(({ ref, field, name }) => ({
        object: ref,
        field,
        message: `${describeRef(
          ref,
        )} has the annotation ${name}, which is deprecated.`,
        fix:
          name === INJECT
            ? 'Use the label of the same name.'
            : 'Use its replacement in the ProxyConfig or the Telemetry API.',
      })),
};
