import { asLabels } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { Because, KubeObject } from '../resources/types';
import { expectedInjection } from './injection';
import { dataPlaneOf } from './pods';
import type { Template } from './template';
import type { Pod, SidecarState } from './types';

const DATA_PLANE_MODE = 'istio.io/dataplane-mode';

function stateOfPods(pods: readonly Pod[]): SidecarState['state'] {
  const planes = new Set(pods.map(pod => pod.dataPlane));
  if (planes.size > 1) {
    return planes.has('none') ? 'some' : 'all';
  }
  const [plane] = planes;
  return plane === 'sidecar' ? 'all' : plane;
}

function stateOfTemplate(
  template: Template,
  namespace: KubeObject | undefined,
  expected: boolean | undefined,
): { state: SidecarState['state']; because: Because[] } {
  const plane = dataPlaneOf(
    template.spec,
    template.labels,
    template.annotations,
  );
  const noPods = { says: 'No pods are known.' };
  if (plane === 'gateway' || plane === 'sidecar') {
    const says = 'The pod template has the proxy in it.';
    return {
      state: plane === 'gateway' ? 'gateway' : 'all',
      because: [noPods, { says }],
    };
  }
  const ofPod = template.labels[DATA_PLANE_MODE];
  const mode = ofPod ?? asLabels(namespace?.metadata.labels)[DATA_PLANE_MODE];
  if (mode === 'ambient' && expected === false && !template.spec.hostNetwork) {
    return {
      state: 'ambient',
      because: [
        noPods,
        {
          object: ofPod || !namespace ? undefined : refOf(namespace),
          field: `metadata.labels.${DATA_PLANE_MODE}`,
          says: `The ${
            ofPod ? 'pod template' : 'namespace'
          } is labelled ${DATA_PLANE_MODE}: ambient.`,
        },
      ],
    };
  }
  return {
    state: expected === false ? 'none' : 'unknown',
    because: [noPods],
  };
}

/** Which pods have a proxy; told from the template and the injection labels when no pods are known. */
export function sidecarState(
  namespaceName: string,
  template: Template,
  pods: readonly Pod[],
  namespace: KubeObject | undefined,
  webhooks: readonly KubeObject[],
): SidecarState {
  const { expected, because } = expectedInjection(
    {
      namespace: namespaceName,
      labels: template.labels,
      annotations: template.annotations,
      hostNetwork: template.spec.hostNetwork === true,
    },
    namespace,
    webhooks,
  );
  const injected = pods.filter(pod => pod.dataPlane !== 'none').length;
  const counts = { injected, pods: pods.length, expected };
  if (pods.length > 0) {
    const says = `${injected} of ${pods.length} ${
      pods.length === 1 ? 'pod has' : 'pods have'
    } a proxy.`;
    return {
      ...counts,
      state: stateOfPods(pods),
      because: [{ says }, ...because],
    };
  }
  const told = stateOfTemplate(template, namespace, expected);
  return {
    ...counts,
    state: told.state,
    because: [...told.because, ...because],
  };
}
