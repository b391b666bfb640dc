import type { KubeObject, Workload } from '@ecotrack/mesh-engine';
import { fraction, suffix } from './identifiers';
import { ISTIO_VERSION } from './istio';

/** Zones of the nodes, one node each. */
export const ZONES = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];

/** What makes pods differ from their template. */
export interface PodConditions {
  /** Pods get no proxy although the namespace asks for one. */
  withoutProxy: boolean;
  ready: boolean;
}

interface Template {
  metadata?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec?: {
    containers?: { name: string; image?: string; [field: string]: unknown }[];
    initContainers?: object[];
    [field: string]: unknown;
  };
}

function templateOf(controller: KubeObject): Template {
  const spec = controller.spec as { template?: Template } | undefined;
  return spec?.template ?? {};
}

const PROXY = {
  name: 'istio-proxy',
  image: `docker.io/istio/proxyv2:${ISTIO_VERSION}`,
  restartPolicy: 'Always',
  args: ['proxy', 'sidecar'],
  ports: [{ name: 'http-envoy-prom', containerPort: 15090 }],
  resources: {
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { cpu: '1', memory: '512Mi' },
  },
};

function ownerOf(owner: KubeObject) {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
  };
}

/** The ReplicaSet that a Deployment or Rollout makes; other controllers own their pods. */
export function replicaSetOf(controller: KubeObject): KubeObject | undefined {
  if (controller.kind !== 'Deployment' && controller.kind !== 'Rollout') {
    return undefined;
  }
  const { namespace, name, creationTimestamp } = controller.metadata;
  const hash = suffix(JSON.stringify(templateOf(controller)), 9);
  const replicas = (controller.spec as { replicas?: number }).replicas ?? 1;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      creationTimestamp,
      labels: {
        ...templateOf(controller).metadata?.labels,
        'pod-template-hash': hash,
      },
      annotations: { 'deployment.kubernetes.io/revision': '1' },
      ownerReferences: [ownerOf(controller)],
    },
    spec: {
      replicas,
      selector: (controller.spec as { selector?: object }).selector,
      template: templateOf(controller),
    },
    status: { replicas, readyReplicas: replicas, availableReplicas: replicas },
  };
}

/** The pods of a workload as its controller, the scheduler and the injection webhook would make them. */
export function podsOf(
  workload: Workload,
  controller: KubeObject,
  owner: KubeObject,
  { withoutProxy, ready }: PodConditions,
): KubeObject[] {
  const template = templateOf(controller);
  const containers = template.spec?.containers ?? [];
  const injected = workload.sidecar.expected === true && !withoutProxy;
  const started = controller.metadata.creationTimestamp;
  return Array.from({ length: workload.desired ?? 1 }, (_, index) => {
    const name =
      workload.kind === 'StatefulSet'
        ? `${workload.name}-${index}`
        : `${owner.metadata.name}-${suffix(
            `${workload.name}/${index}/${injected}`,
            5,
          )}`;
    const zone = (index + Math.floor(fraction(workload.name) * 3)) % 3;
    const statusOf = (container: { name: string; image?: string }) => ({
      name: container.name,
      image: container.image,
      ready,
      started: ready,
      restartCount: 0,
      state: ready
        ? { running: { startedAt: started } }
        : { waiting: { reason: 'CrashLoopBackOff' } },
    });
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: workload.namespace,
        creationTimestamp: started,
        labels: {
          ...template.metadata?.labels,
          ...(owner.kind === 'ReplicaSet' && {
            'pod-template-hash': owner.metadata.labels?.['pod-template-hash'],
          }),
          ...(injected && { 'istio.io/rev': 'default' }),
        } as Record<string, string>,
        annotations: {
          ...template.metadata?.annotations,
          ...(injected && {
            'sidecar.istio.io/status':
              '{"initContainers":["istio-init","istio-proxy"],"revision":"default"}',
          }),
        },
        ownerReferences: [ownerOf(owner)],
      },
      spec: {
        ...template.spec,
        nodeName: `node-${ZONES[zone]}`,
        ...(injected && {
          initContainers: [...(template.spec?.initContainers ?? []), PROXY],
        }),
      },
      status: {
        phase: ready ? 'Running' : 'Pending',
        podIP: `10.${zone}.${Math.floor(fraction(name) * 250)}.${Math.floor(
          fraction(`${name}/ip`) * 250,
        )}`,
        startTime: started,
        conditions: [
          { type: 'Ready', status: ready ? 'True' : 'False' },
          { type: 'ContainersReady', status: ready ? 'True' : 'False' },
        ],
        containerStatuses: containers.map(statusOf),
        ...(injected && { initContainerStatuses: [statusOf(PROXY)] }),
      },
    };
  });
}
