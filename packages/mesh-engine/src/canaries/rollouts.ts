import type { Mesh } from '../mesh/Mesh';
import { asList, asNumber, asRecord, asText, at } from '../resources/fields';
import { refKey, refOf } from '../resources/ref';
import type { Because, KubeObject } from '../resources/types';
import type { Controlled } from './canariesOf';
import { impactOf, trafficOf } from './traffic';
import type { CanaryPhase, CanaryState, Split } from './types';

/**
 * `observedGeneration` of a Rollout is text; what is no number, or larger than the generation, counts as observed.
 * Source: Argo Rollouts, GetRolloutPhase.
 */
function isObserved(object: KubeObject): boolean {
  const observed = asNumber(at(object, 'status', 'observedGeneration'));
  const generation = object.metadata.generation;
  return (
    observed === undefined || generation === undefined || observed >= generation
  );
}

function conditionOf(object: KubeObject, type: string) {
  return asRecord(
    asList(at(object, 'status', 'conditions')).find(
      condition => asRecord(condition).type === type,
    ),
  );
}

const ABORTED = /^Rollout aborted update to revision \d+(?:: (.+))?$/s;

function abortReason(object: KubeObject): string {
  const message = asText(conditionOf(object, 'Progressing').message) ?? '';
  return (
    ABORTED.exec(message)?.[1] ??
    'Aborted; the Rollout names no cause, which is what it does when a person or Argo CD aborts.'
  );
}

function phaseOf(object: KubeObject): { phase: CanaryPhase; reason?: string } {
  const status = asRecord(object.status);
  const isFullyPromoted = status.stableRS === status.currentPodHash;
  if (object.status === undefined || !status.phase) {
    return { phase: 'Initializing' };
  }
  const message = asText(status.message);
  if (status.abort === true) {
    return { phase: 'Aborted', reason: abortReason(object) };
  }
  switch (status.phase) {
    case 'Healthy':
      return { phase: isFullyPromoted ? 'Idle' : 'Finalizing' };
    case 'Degraded':
      return (message ?? '').startsWith('InvalidSpec')
        ? { phase: 'Invalid', reason: message }
        : { phase: 'Failed', reason: message };
    case 'Paused': {
      const pause = asRecord(asList(status.pauseConditions)[0]);
      const index = asNumber(status.currentStepIndex) ?? 0;
      const steps = asList(at(object, 'spec', 'strategy', 'canary', 'steps'));
      return {
        phase: index >= steps.length - 1 ? 'AwaitingPromotion' : 'Paused',
        reason: asText(pause.reason) ?? message ?? 'Paused by hand.',
      };
    }
    case 'Progressing':
      return {
        phase: !status.stableRS
          ? 'Initializing'
          : isFullyPromoted
          ? 'Finalizing'
          : 'Progressing',
        reason: message,
      };
    default:
      return { phase: 'Unknown', reason: message };
  }
}

function stepLabel(step: Record<string, unknown>): string {
  if ('setWeight' in step) {
    return `${String(step.setWeight)} %`;
  }
  if ('pause' in step) {
    const duration = asRecord(step.pause).duration;
    return duration === undefined
      ? 'wait for promotion'
      : `wait ${String(duration)}`;
  }
  return Object.keys(step)[0] ?? 'step';
}

function stepsOf(object: KubeObject): CanaryState['steps'] {
  const steps = asList(at(object, 'spec', 'strategy', 'canary', 'steps'));
  const current = asNumber(at(object, 'status', 'currentStepIndex'));
  return steps.length === 0
    ? undefined
    : steps.map(asRecord).map((step, index) => ({
        label: stepLabel(step),
        state:
          current === undefined || index > current
            ? 'todo'
            : index < current
            ? 'done'
            : 'current',
      }));
}

function declaredOf(
  object: KubeObject,
  stable: string,
  canary: string,
): Split[] | undefined {
  const weights = asRecord(at(object, 'status', 'canary', 'weights'));
  const share = (value: unknown) =>
    (asNumber(asRecord(value).weight) ?? 0) / 100;
  return Object.keys(weights).length === 0
    ? undefined
    : [
        { version: stable, workloads: [], weight: share(weights.stable) },
        { version: canary, workloads: [], weight: share(weights.canary) },
      ];
}

function sinceOf(object: KubeObject): { since?: string; sinceReason: string } {
  const pause = asRecord(asList(at(object, 'status', 'pauseConditions'))[0]);
  const aborted = asText(at(object, 'status', 'abortedAt'));
  const paused = asText(pause.startTime);
  const progressing = asText(
    conditionOf(object, 'Progressing').lastTransitionTime,
  );
  if (aborted) {
    return { since: aborted, sinceReason: 'status.abortedAt of the Rollout' };
  }
  if (paused) {
    return { since: paused, sinceReason: 'start of the pause' };
  }
  return progressing
    ? {
        since: progressing,
        sinceReason: 'last transition of the Progressing condition',
      }
    : { sinceReason: 'The Rollout tells no time.' };
}

/** The canary of an Argo Rollout; undefined for one without a canary or blue-green strategy. */
export function rolloutCanary(
  mesh: Mesh,
  object: KubeObject,
): Controlled | undefined {
  const strategy = asRecord(at(object, 'spec', 'strategy'));
  const canarySpec = asRecord(strategy.canary);
  const isBlueGreen = 'blueGreen' in strategy;
  if (!('canary' in strategy) && !isBlueGreen) {
    return undefined;
  }
  const namespace = object.metadata.namespace ?? 'default';
  const names = isBlueGreen
    ? [
        asRecord(strategy.blueGreen).activeService,
        asRecord(strategy.blueGreen).previewService,
      ]
    : [canarySpec.stableService, canarySpec.canaryService];
  const services = names.flatMap(
    name => mesh.service(namespace, asText(name) ?? '') ?? [],
  );
  const workload = mesh.workload(namespace, object.metadata.name);
  const behind =
    services.length > 0 || !workload
      ? services
      : [...mesh.servicesOf(workload)];
  const main = behind[0];
  const stable = asText(at(object, 'status', 'stableRS')) ?? 'stable';
  const canary = asText(at(object, 'status', 'currentPodHash')) ?? 'canary';
  const observed = isObserved(object);
  const { phase, reason } = observed
    ? phaseOf(object)
    : {
        phase: 'Progressing' as const,
        reason: 'The controller has not yet looked at the newest generation.',
      };
  const split = main && mesh.splits(main);
  const applied = split?.default;
  const declared = declaredOf(object, stable, canary);
  const ref = refOf(object);
  const traffic = applied
    ? trafficOf(applied, applied[0]?.version)
    : declared
    ? trafficOf(declared, stable)
    : 'unknown';
  const because: Because[] = [
    {
      object: ref,
      field: 'status.phase',
      origin: mesh.originOf(ref, ['status', 'phase']),
      says: `The Rollout is ${
        asText(at(object, 'status', 'phase')) ?? 'without a status'
      }.`,
    },
    ...(split?.because ?? []),
  ];
  return {
    services: behind.map(service => refKey(service.ref)),
    state: {
      id: `argo-rollouts/${namespace}/${object.metadata.name}`,
      namespace,
      service: main?.name ?? object.metadata.name,
      source: 'argo-rollouts',
      object: ref,
      phase,
      rawPhase: asText(at(object, 'status', 'phase')) ?? '',
      observed,
      strategy: isBlueGreen
        ? 'blue-green'
        : canarySpec.trafficRouting
        ? 'weight'
        : 'replica-only',
      traffic,
      impact:
        phase === 'Aborted' && traffic === 'all-stable'
          ? 'serving-ok'
          : impactOf(mesh, namespace, applied),
      stable,
      canary,
      declared,
      applied,
      ...sinceOf(object),
      matches: split?.matched.map(({ match }) => match) ?? [],
      steps: stepsOf(object),
      reason,
      because,
    },
  };
}
