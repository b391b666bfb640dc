import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';

const HOUR = 3_600_000;

/** Status of what runs pods; what the manifest already says, such as the step of a Rollout, stays. */
export function controllerStatus(
  controller: KubeObject,
  ready: number,
  replicas: number,
): object {
  const condition = (type: string, status: boolean, reason: string) => ({
    type,
    status: status ? 'True' : 'False',
    reason,
  });
  return {
    ...(controller.status as object | undefined),
    observedGeneration: controller.metadata.generation,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: ready,
    availableReplicas: ready,
    ...(controller.kind === 'Deployment' && {
      conditions: [
        condition('Available', ready >= replicas, 'MinimumReplicas'),
        condition('Progressing', true, 'NewReplicaSetAvailable'),
      ],
    }),
  };
}

/** What an autoscaler scales, and how many replicas it keeps at least. */
export function scaleOf({ spec }: KubeObject): {
  name: string;
  replicas: number;
} {
  const { scaleTargetRef, minReplicas } = spec as {
    scaleTargetRef: { name: string };
    minReplicas?: number;
  };
  return { name: scaleTargetRef.name, replicas: minReplicas ?? 1 };
}

/** Status of an autoscaler that is content with the replicas there are. */
export function autoscalerStatus(autoscaler: KubeObject, mesh: Mesh): object {
  const { name, replicas: least } = scaleOf(autoscaler);
  const { namespace = '' } = autoscaler.metadata;
  const replicas = mesh.workload(namespace, name)?.desired ?? least;
  return { currentReplicas: replicas, desiredReplicas: replicas };
}

/** Milliseconds of a duration of cert-manager, such as `2160h`. */
function hours(text: string | undefined, otherwise: number): number {
  const [, count] = /^(\d+)h/.exec(text ?? '') ?? [];
  return (count === undefined ? otherwise : Number(count)) * HOUR;
}

/** Status of a certificate that cert-manager renews in time; `now` in milliseconds. */
export function certificateStatus(
  { metadata, spec }: KubeObject,
  now: number,
): object {
  const { duration, renewBefore } = spec as Record<string, string | undefined>;
  const lifetime = hours(duration, 2160);
  const period = lifetime - hours(renewBefore, lifetime / HOUR / 3);
  const created = Date.parse(metadata.creationTimestamp ?? '');
  const renewals = Math.max(Math.floor((now - created) / period), 0);
  const from = created + renewals * period;
  const time = (milliseconds: number) =>
    new Date(milliseconds).toISOString().replace(/\.\d+/, '');
  return {
    conditions: [{ type: 'Ready', status: 'True', reason: 'Ready' }],
    notBefore: time(from),
    notAfter: time(from + lifetime),
    renewalTime: time(from + period),
    revision: renewals + 1,
  };
}
