import { asLabels, asNumber, asRecord, asText, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { expectedInjection } from './injection';
import type { MeshConfig } from './meshConfig';
import { dataPlaneOf, isCurrent, podOf } from './pods';
import type { Pod, SidecarState, Workload } from './types';

/** The objects that workloads are told from. */
export interface WorkloadSources {
  controllers: readonly KubeObject[];
  replicaSets: readonly KubeObject[];
  pods: readonly KubeObject[];
  namespaces: ReadonlyMap<string, KubeObject>;
  webhooks: readonly KubeObject[];
  config: MeshConfig;
}

interface Template {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  spec: Record<string, unknown>;
}

function ownerKey(kind: string, namespace: string | undefined, name: string) {
  return `${kind}/${namespace ?? ''}/${name}`;
}

function controllerOf(object: KubeObject) {
  const owners = Array.isArray(object.metadata.ownerReferences)
    ? object.metadata.ownerReferences
    : [];
  return owners.find(owner => owner.controller) ?? owners[0];
}

/** Pods by the key of the controller that stands at the top of their owners. */
function podsByController({ pods, replicaSets }: WorkloadSources) {
  const parents = new Map<string, { kind: string; name: string }>();
  for (const replicaSet of replicaSets) {
    const parent = controllerOf(replicaSet);
    if (parent) {
      const { namespace, name } = replicaSet.metadata;
      parents.set(ownerKey(replicaSet.kind, namespace, name), parent);
    }
  }
  const grouped = new Map<string, KubeObject[]>();
  for (const pod of pods) {
    const { namespace } = pod.metadata;
    const direct = controllerOf(pod);
    const top = (direct &&
      parents.get(ownerKey(direct.kind, namespace, direct.name))) ??
      direct ?? { kind: 'Pod', name: pod.metadata.name };
    const key = ownerKey(top.kind, namespace, top.name);
    grouped.set(key, [...(grouped.get(key) ?? []), pod]);
  }
  return grouped;
}

function templateOf(
  controller: KubeObject,
  byName: ReadonlyMap<string, KubeObject>,
): Template {
  const reference = asRecord(at(controller, 'spec', 'workloadRef'));
  const referred = byName.get(
    ownerKey(
      asText(reference.kind) ?? '',
      controller.metadata.namespace,
      asText(reference.name) ?? '',
    ),
  );
  const template =
    controller.kind === 'Pod'
      ? { metadata: controller.metadata, spec: controller.spec }
      : at(controller, 'spec', 'template') ??
        at(controller, 'spec', 'jobTemplate', 'spec', 'template') ??
        at(referred, 'spec', 'template');
  return {
    labels: asLabels(at(template, 'metadata', 'labels')),
    annotations: asLabels(at(template, 'metadata', 'annotations')),
    spec: asRecord(at(template, 'spec')),
  };
}

function sidecarState(
  namespace: string,
  template: Template,
  pods: readonly Pod[],
  sources: WorkloadSources,
): SidecarState {
  const { expected, because } = expectedInjection(
    {
      namespace,
      labels: template.labels,
      annotations: template.annotations,
      hostNetwork: template.spec.hostNetwork === true,
    },
    sources.namespaces.get(namespace),
    sources.webhooks,
  );
  const injected = pods.filter(pod => pod.dataPlane !== 'none').length;
  const counts = { injected, pods: pods.length, expected };
  if (pods.length > 0) {
    const [first] = pods;
    const says = `${injected} of ${pods.length} pods have a proxy.`;
    const alike = pods.every(pod => pod.dataPlane === first.dataPlane);
    const kind = alike ? first.dataPlane : 'some';
    const state = {
      sidecar: 'all',
      gateway: 'gateway',
      ambient: 'ambient',
      none: 'none',
      some: injected === pods.length ? 'all' : 'some',
    } as const;
    return { ...counts, state: state[kind], because: [{ says }, ...because] };
  }
  const inTemplate = dataPlaneOf(
    template.spec,
    template.labels,
    template.annotations,
  );
  const fromTemplate =
    inTemplate === 'gateway'
      ? 'gateway'
      : inTemplate === 'sidecar'
      ? 'all'
      : expected === false
      ? 'none'
      : 'unknown';
  return {
    ...counts,
    state: fromTemplate,
    because: [{ says: 'No pods are known.' }, ...because],
  };
}

function canonical(
  labels: Record<string, string>,
  keys: string[],
  fallback: string,
): string {
  for (const key of keys) {
    if (labels[key]) {
      return labels[key];
    }
  }
  return fallback;
}

function replicas(controller: KubeObject, pods: readonly Pod[]) {
  const status = asRecord(controller.status);
  const spec = asRecord(controller.spec);
  switch (controller.kind) {
    case 'DaemonSet':
      return {
        desired: asNumber(status.desiredNumberScheduled),
        ready: asNumber(status.numberReady),
      };
    case 'Job':
    case 'CronJob':
      return {};
    case 'Pod':
      return { desired: 1, ready: pods.filter(pod => pod.ready).length };
    default:
      return {
        desired: asNumber(spec.replicas) ?? 1,
        ready:
          pods.length > 0
            ? pods.filter(pod => pod.ready).length
            : controller.status === undefined
            ? undefined
            : asNumber(status.readyReplicas) ?? 0,
      };
  }
}

function workloadOf(
  controller: KubeObject,
  template: Template,
  podObjects: readonly KubeObject[],
  sources: WorkloadSources,
): Workload {
  const namespace = controller.metadata.namespace ?? 'default';
  const { name } = controller.metadata;
  const pods = podObjects.filter(isCurrent).map(podOf);
  const labels =
    Object.keys(template.labels).length > 0
      ? template.labels
      : pods[0]?.labels ?? {};
  const sidecar = sidecarState(namespace, template, pods, sources);
  const serviceAccount =
    asText(template.spec.serviceAccountName) ??
    asText(template.spec.serviceAccount) ??
    'default';
  return {
    ref: refOf(controller),
    kind: controller.kind,
    namespace,
    name,
    labels,
    annotations: template.annotations,
    canonicalName: canonical(
      labels,
      ['service.istio.io/canonical-name', 'app.kubernetes.io/name', 'app'],
      name,
    ),
    canonicalRevision: canonical(
      labels,
      [
        'service.istio.io/canonical-revision',
        'app.kubernetes.io/version',
        'version',
      ],
      'latest',
    ),
    serviceAccount,
    pods,
    ...replicas(controller, pods),
    sidecar,
    spiffe:
      sidecar.state === 'none'
        ? undefined
        : `spiffe://${sources.config.trustDomain}/ns/${namespace}/sa/${serviceAccount}`,
  };
}

/** All workloads: one for each controller at the top, and one for each pod without a controller. */
export function buildWorkloads(sources: WorkloadSources): Workload[] {
  const grouped = podsByController(sources);
  const byName = new Map(
    sources.controllers.map(controller => [
      ownerKey(
        controller.kind,
        controller.metadata.namespace,
        controller.metadata.name,
      ),
      controller,
    ]),
  );
  const referred = new Set(
    sources.controllers
      .filter(({ kind }) => kind === 'Rollout')
      .map(({ metadata, spec }) =>
        ownerKey(
          asText(at(spec, 'workloadRef', 'kind')) ?? '',
          metadata.namespace,
          asText(at(spec, 'workloadRef', 'name')) ?? '',
        ),
      ),
  );
  const workloads: Workload[] = [];
  for (const [key, controller] of byName) {
    const pods = grouped.get(key) ?? [];
    grouped.delete(key);
    const isOwned =
      controllerOf(controller) !== undefined && controller.kind === 'Job';
    const isReplaced = referred.has(key) && pods.length === 0;
    if ((!isOwned || pods.length > 0) && !isReplaced) {
      workloads.push(
        workloadOf(controller, templateOf(controller, byName), pods, sources),
      );
    }
  }
  for (const pods of grouped.values()) {
    for (const pod of pods) {
      workloads.push(workloadOf(pod, templateOf(pod, byName), [pod], sources));
    }
  }
  return workloads;
}
