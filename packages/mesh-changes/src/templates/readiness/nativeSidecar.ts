import { hasOldNodes } from '../../readiness/reading/proxies';
import { ParameterError } from '../ParameterError';
import { planOf } from '../security/common/planOf';
import type { ChangeTemplate } from '../types';
import { ofWorkload, podAnnotation, type OfWorkload } from './podAnnotation';

const ANNOTATION = 'sidecar.istio.io/nativeSidecar';

export const nativeSidecar: ChangeTemplate<OfWorkload> = {
  id: 'native-sidecar',
  version: 1,
  topic: 'edges',
  title: 'Proxy before the application',
  summary:
    'Starts the proxy before all other containers, and ends it after them.',
  description: `As a native sidecar the proxy of a pod starts before its init containers and its application, and ends after them. Calls that are made early find it, and a Job comes to its end.

Use it where init containers call the network, where the first calls of the application fail, and for Jobs. Every node needs Kubernetes 1.28 or later. The pods are made again.

To go back, revert the pull request.`,
  parameters: ofWorkload('Whose proxies are meant.'),

  plan(parameters, context) {
    const { workload } = parameters;
    if (hasOldNodes(context.mesh)) {
      throw new ParameterError(
        'workload',
        'A node of this environment runs Kubernetes before 1.28, which has no native sidecars. Update the nodes first.',
      );
    }
    const annotation = podAnnotation(context, parameters, ANNOTATION);
    const isOn = annotation.value === 'true';
    return planOf(context, {
      title: `Start the proxy of ${workload} before its other containers`,
      wanted: [isOn ? annotation.object : annotation.with('true')],
      notes: isOn
        ? []
        : [
            `The pods of ${workload} are made again. Every node needs Kubernetes 1.28 or later.`,
          ],
    });
  },
};
