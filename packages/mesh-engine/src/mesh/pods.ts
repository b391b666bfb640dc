import {
  asLabels,
  asList,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import type { DataPlane, Pod } from './types';

const PROXY = 'istio-proxy';

function proxyOf(podSpec: unknown): Record<string, unknown> | undefined {
  return [
    ...asList(at(podSpec, 'containers')),
    ...asList(at(podSpec, 'initContainers')),
  ]
    .map(asRecord)
    .find(container => container.name === PROXY);
}

/** How a pod, or a pod template, meets the mesh by what stands in it. */
export function dataPlaneOf(
  podSpec: unknown,
  labels: Record<string, string>,
  annotations: Record<string, string>,
): DataPlane {
  const proxy = proxyOf(podSpec);
  if (proxy) {
    const isRouter =
      asTexts(proxy.args).includes('router') ||
      (annotations['inject.istio.io/templates'] ?? '')
        .split(',')
        .includes('gateway') ||
      'gateway.networking.k8s.io/gateway-name' in labels;
    return isRouter ? 'gateway' : 'sidecar';
  }
  return annotations['ambient.istio.io/redirection'] === 'enabled'
    ? 'ambient'
    : 'none';
}

/** Whether a pod still counts: not finished and not on its way out. */
export function isCurrent(pod: KubeObject): boolean {
  const phase = asText(at(pod, 'status', 'phase'));
  return (
    phase !== 'Succeeded' &&
    phase !== 'Failed' &&
    pod.metadata.deletionTimestamp === undefined
  );
}

/** The typed view of a pod. */
export function podOf(object: KubeObject): Pod {
  const labels = asLabels(object.metadata.labels);
  return {
    ref: refOf(object),
    object,
    labels,
    ready: asList(at(object, 'status', 'conditions'))
      .map(asRecord)
      .some(({ type, status }) => type === 'Ready' && status === 'True'),
    dataPlane: dataPlaneOf(
      object.spec,
      labels,
      asLabels(object.metadata.annotations),
    ),
    node: asText(at(object, 'spec', 'nodeName')),
    ip: asText(at(object, 'status', 'podIP')),
  };
}
