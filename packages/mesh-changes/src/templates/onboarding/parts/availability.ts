import type { KubeObject } from '@ecotrack/mesh-engine';
import { selects } from '../../security/common/scope';
import { at, labelsOf, list, record } from '../../security/common/values';
import type { Onboarding } from '../Onboarding';

const isOfService =
  ({ workloads, service }: Onboarding) =>
  ({ metadata, spec }: KubeObject): boolean => {
    const selector = labelsOf(at(spec, 'selector', 'matchLabels'));
    return (
      metadata.namespace === service.namespace &&
      Object.keys(selector).length > 0 &&
      workloads.some(({ labels }) => selects(selector, labels))
    );
  };

/** The PodDisruptionBudget: how many pods stay while nodes are emptied. */
export function addDisruptionBudget(onboarding: Onboarding): void {
  const { mesh, service, selector, given } = onboarding;
  const { namespace, name } = service;
  const budgets = mesh.objects('PodDisruptionBudget', 'policy');
  if (budgets.some(isOfService(onboarding))) {
    return;
  }
  const isAlone = given.replicas?.min === 1;
  onboarding.put({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace },
    spec: {
      // With one pod, a node could never be emptied if that one had to stay.
      ...(isAlone ? { maxUnavailable: 1 } : { minAvailable: 1 }),
      selector: { matchLabels: selector },
    },
  });
}

const SCALED = ['Deployment', 'Rollout'];

/** The HorizontalPodAutoscaler: more pods under load. A data store is not scaled by load. */
export function addAutoscaler(onboarding: Onboarding): void {
  const { mesh, service, workloads, given } = onboarding;
  const { namespace, name } = service;
  const [workload] = workloads;
  const scalers = mesh.objects('HorizontalPodAutoscaler', 'autoscaling');
  const isScaled = scalers.some(
    ({ metadata, spec }) =>
      metadata.namespace === namespace &&
      workloads.some(each => each.name === at(spec, 'scaleTargetRef', 'name')),
  );
  if (!workload || isScaled || given.runtime === 'tcp') {
    return;
  }
  if (!SCALED.includes(workload.kind)) {
    onboarding.note(
      `${workload.kind} ${workload.name} gets no autoscaler: only Deployments and Rollouts do.`,
    );
    return;
  }
  const containers = list(
    at(mesh.get(workload.ref), 'spec', 'template', 'spec', 'containers'),
  );
  const asksForCpu = containers
    .map(record)
    .every(each => at(each, 'resources', 'requests', 'cpu') !== undefined);
  if (!asksForCpu) {
    onboarding.note(
      `A container of ${workload.name} asks for no CPU, so its use cannot be measured against that and no autoscaler is planned. Give it resources.requests.cpu first.`,
    );
    return;
  }
  const { apiVersion, kind } = workload.ref;
  onboarding.put({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace },
    spec: {
      scaleTargetRef: { apiVersion, kind, name: workload.name },
      minReplicas: given.replicas?.min ?? 2,
      maxReplicas: given.replicas?.max ?? 6,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
      ],
    },
  });
}
