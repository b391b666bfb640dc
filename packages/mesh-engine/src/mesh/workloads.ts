import { asNumber, asRecord, asText } from '../resources/fields';
import { byName } from '../resources/byAge';
import { refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { canonicalName, canonicalRevision } from './canonical';
import type { MeshConfig } from './meshConfig';
import { controllerOf, ownerKey, podsByOwner } from './owners';
import { containerPortsOf, isCurrent, podOf } from './pods';
import { sidecarState } from './sidecar';
import { templateOf, workloadRefOf, type Template } from './template';
import type { Pod, Workload } from './types';

/** The objects that workloads are told from. */
export interface WorkloadSources {
  controllers: readonly KubeObject[];
  /** ReplicaSets and Jobs, which stand between pods and their controllers. */
  between: readonly KubeObject[];
  pods: readonly KubeObject[];
  namespaces: ReadonlyMap<string, KubeObject>;
  webhooks: readonly KubeObject[];
  config: MeshConfig;
}

function replicas(controller: KubeObject, pods: readonly Pod[]) {
  const status = asRecord(controller.status);
  const spec = asRecord(controller.spec);
  if (controller.spec === undefined) {
    return { ready: pods.filter(pod => pod.ready).length };
  }
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
  const sidecar = sidecarState(
    namespace,
    template,
    pods,
    sources.namespaces.get(namespace),
    sources.webhooks,
  );
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
    canonicalName: canonicalName(labels) ?? name,
    canonicalRevision: canonicalRevision(labels),
    serviceAccount,
    containerPorts: containerPortsOf(
      template.spec.containers ? template.spec : pods[0]?.object.spec,
    ),
    pods,
    ...replicas(controller, pods),
    sidecar,
    spiffe:
      sidecar.state === 'none'
        ? undefined
        : `spiffe://${sources.config.trustDomain}/ns/${namespace}/sa/${serviceAccount}`,
  };
}

/**
 * All workloads: one for each controller at the top of pods, one for each controller that has none, and one for each
 * pod without a controller.
 */
export function buildWorkloads(sources: WorkloadSources): Workload[] {
  const grouped = podsByOwner([...sources.pods].sort(byName), sources.between);
  const byKey = new Map(
    sources.controllers.map(controller => [
      ownerKey(
        controller.kind,
        controller.metadata.namespace,
        controller.metadata.name,
      ),
      controller,
    ]),
  );
  const replaced = new Set(
    sources.controllers
      .filter(({ kind }) => kind === 'Rollout')
      .map(workloadRefOf),
  );
  const workloads: Workload[] = [];
  for (const [key, controller] of byKey) {
    const pods = grouped.get(key)?.pods ?? [];
    grouped.delete(key);
    const isJobOfCronJob =
      controller.kind === 'Job' && controllerOf(controller) !== undefined;
    if (pods.length > 0 || !(isJobOfCronJob || replaced.has(key))) {
      workloads.push(
        workloadOf(controller, templateOf(controller, byKey), pods, sources),
      );
    }
  }
  for (const { owner, pods: all } of grouped.values()) {
    const [pod, ...others] = all.filter(isCurrent);
    if (!pod) {
      continue;
    }
    // A Pod of a manifest has not met the webhook yet: it stands for a template.
    const isManifest = owner.kind === 'Pod' && pod.status === undefined;
    const pods = isManifest ? [] : [pod, ...others];
    const { namespace } = pod.metadata;
    const controller: KubeObject =
      owner.kind === 'Pod'
        ? pod
        : {
            apiVersion: owner.apiVersion,
            kind: owner.kind,
            metadata: { name: owner.name, namespace },
          };
    workloads.push(
      workloadOf(controller, templateOf(pod, byKey), pods, sources),
    );
  }
  return workloads;
}
