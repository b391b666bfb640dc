import {
  asLabels,
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import type { DataPlane, Pod, Workload } from './types';

const PROXY = 'istio-proxy';

/** Containers that run as long as the pod: all of `containers`, and native sidecars. */
function lastingContainers(podSpec: unknown): Record<string, unknown>[] {
  return [
    ...asList(at(podSpec, 'containers')).map(asRecord),
    ...asList(at(podSpec, 'initContainers'))
      .map(asRecord)
      .filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ];
}

/** Ports that the containers of a pod declare. */
export function containerPortsOf(podSpec: unknown): Workload['containerPorts'] {
  return lastingContainers(podSpec)
    .flatMap(({ ports }) => asList(ports).map(asRecord))
    .flatMap(port => {
      const number = asNumber(port.containerPort);
      return number === undefined ? [] : [{ name: asText(port.name), number }];
    });
}

/** How a pod, or a pod template, meets the mesh by what stands in it. */
export function dataPlaneOf(
  podSpec: unknown,
  labels: Record<string, string>,
  annotations: Record<string, string>,
): DataPlane {
  const containers = lastingContainers(podSpec);
  const proxy = containers.find(({ name }) => name === PROXY);
  const args = asTexts(proxy?.args);
  if (proxy && !args.includes('ztunnel')) {
    const isGateway =
      args.includes('router') ||
      args.includes('waypoint') ||
      (annotations['inject.istio.io/templates'] ?? '')
        .split(',')
        .includes('gateway') ||
      'gateway.networking.k8s.io/gateway-name' in labels ||
      'istio.io/gateway-name' in labels ||
      containers.length === 1;
    return isGateway ? 'gateway' : 'sidecar';
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
  const labels = object.metadata.labels ?? {};
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
