import { labelledOf } from '../edges/injection/labels';
import { namespaceField, workloadField } from '../security/common/fields';
import { planOf } from '../security/common/planOf';
import { at, withAt } from '../security/common/values';
import type { ChangeTemplate } from '../types';

type Parameters = { namespace: string; workload: string };

const ANNOTATION = 'sidecar.istio.io/rewriteAppHTTPProbers';

export const probeRewrite: ChangeTemplate<Parameters> = {
  id: 'probe-rewrite',
  version: 1,
  topic: 'edges',
  title: 'Probes around the proxy',
  summary: 'Lets the mesh rewrite probes, so that they work with mTLS.',
  description: `The kubelet, which asks whether a container is ready and alive, has no certificate of the mesh. Istio therefore rewrites probes so that they reach the application around the proxy, unless an annotation of the pods says no.

Use it to take that annotation off. The pods are made again.

To go back, revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['namespace', 'workload'],
    properties: {
      namespace: namespaceField('Where the workload runs.'),
      workload: workloadField('Whose probes are meant.'),
    },
  },

  plan(parameters, context) {
    const { workload } = parameters;
    const { object, path } = labelledOf(context.mesh, parameters);
    const annotation = [...path.slice(0, -1), 'annotations', ANNOTATION];
    const isOff = at(object, ...annotation) === 'false';
    return planOf(context, {
      title: `Let probes of ${workload} go around the proxy`,
      wanted: [isOff ? withAt(object, annotation, undefined) : object],
      notes: isOff ? [`The pods of ${workload} are made again.`] : [],
    });
  },
};
