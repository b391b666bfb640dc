import { asList, asRecord } from '../../resources/fields';
import { describeRef } from '../../resources/ref';
import { usedAnnotations, type UsedAnnotation } from '../reading/annotations';
import type { Check } from '../types';

/** Annotations that the injection writes itself where a CNI plugin redirects the traffic. */
const WRITTEN_FOR_CNI = [
  'sidecar.istio.io/interceptionMode',
  'traffic.sidecar.istio.io/excludeInboundPorts',
  'traffic.sidecar.istio.io/includeInboundPorts',
  'traffic.sidecar.istio.io/includeOutboundIPRanges',
];
const WRITTEN = ['sidecar.istio.io/status'];

function isWritten({ name, kind, podSpec }: UsedAnnotation): boolean {
  const redirectsItself = asList(asRecord(podSpec).initContainers).some(
    container => asRecord(container).name === 'istio-init',
  );
  return (
    WRITTEN.includes(name) ||
    (kind === 'Pod' && !redirectsItself && WRITTEN_FOR_CNI.includes(name))
  );
}

export const alphaAnnotation: Check = {
  code: 'MESH3605',
  severity: 'info',
  title: 'Annotation that Istio may change',
  istioctl: ['IST0136'],
  find: mesh =>
    usedAnnotations(mesh)
      .filter(used => used.known?.maturity === 'alpha' && !isWritten(used))
      .map(({ ref, field, name }) => ({
        object: ref,
        field,
        message: `${describeRef(
          ref,
        )} has the annotation ${name}, which Istio calls alpha: it may change or go.`,
        fix: 'Keep it only while you need it, and look at it before an upgrade.',
      })),
};
