import { hasOldNodes } from '../../readiness/reading/proxies';
import { labelledOf } from '../edges/injection/labels';
import { ParameterError } from '../ParameterError';
import { namespaceField, workloadField } from '../security/common/fields';
import { planOf } from '../security/common/planOf';
import { at, withAt } from '../security/common/values';
import type { ChangeTemplate } from '../types';

type Parameters = { namespace: string; workload: string };

const ANNOTATION = 'sidecar.istio.io/nativeSidecar';

export const nativeSidecar: ChangeTemplate<Parameters> = {
  id: 'native-sidecar',
  version: 1,
  topic: 'edges',
  title: 'Proxy before the application',
  summary:
    'Starts the proxy before all other containers, and ends it after them.',
  description: `As a native sidecar the proxy of a pod starts before its init containers and its application, and ends after them. Calls that are made early find it, and a Job comes to its end.

Use it where init containers call the network, where the first calls of the application fail, and for Jobs. Every node needs Kubernetes 1.28 or later. The pods are made again.

To go back, revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['namespace', 'workload'],
    properties: {
      namespace: namespaceField('Where the workload runs.'),
      workload: workloadField('Whose proxies are meant.'),
    },
  },

  plan(parameters, context) {
    const { workload } = parameters;
    const { mesh } = context;
    if (hasOldNodes(mesh)) {
      throw new ParameterError(
        'workload',
        'A node of this environment runs Kubernetes before 1.28, which has no native sidecars. Update the nodes first.',
      );
    }
    const { object, path } = labelledOf(mesh, parameters);
    const annotation = [...path.slice(0, -1), 'annotations', ANNOTATION];
    const isOn = at(object, ...annotation) === 'true';
    return planOf(context, {
      title: `Start the proxy of ${workload} before its other containers`,
      wanted: [isOn ? object : withAt(object, annotation, 'true')],
      notes: isOn
        ? []
        : [
            `The pods of ${workload} are made again. Every node needs Kubernetes 1.28 or later.`,
          ],
    });
  },
};
