import { planOf } from '../security/common/planOf';
import type { ChangeTemplate } from '../types';
import { ofWorkload, podAnnotation, type OfWorkload } from './podAnnotation';

const ANNOTATION = 'sidecar.istio.io/rewriteAppHTTPProbers';

export const probeRewrite: ChangeTemplate<OfWorkload> = {
  id: 'probe-rewrite',
  version: 1,
  topic: 'edges',
  title: 'Probes around the proxy',
  summary: 'Lets the mesh rewrite probes, so that they work with mTLS.',
  description: `The kubelet, which asks whether a container is ready and alive, has no certificate of the mesh. Istio therefore rewrites probes so that they reach the application around the proxy, unless an annotation of the pods says no.

Use it to take that annotation off. The pods are made again.

To go back, revert the pull request.`,
  parameters: ofWorkload('Whose probes are meant.'),

  plan(parameters, context) {
    const { workload } = parameters;
    const annotation = podAnnotation(context, parameters, ANNOTATION);
    const isOff = annotation.value === 'false';
    return planOf(context, {
      title: `Let probes of ${workload} go around the proxy`,
      wanted: [isOff ? annotation.with(undefined) : annotation.object],
      notes: isOff ? [`The pods of ${workload} are made again.`] : [],
    });
  },
};
