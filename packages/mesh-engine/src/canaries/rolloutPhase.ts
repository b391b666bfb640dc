import { asList, asNumber, asRecord, asText, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import type { CanaryPhase } from './types';

/** A condition of a Rollout; empty when it has none of the type. */
export function conditionOf(object: KubeObject, type: string) {
  return asRecord(
    asList(at(object, 'status', 'conditions')).find(
      condition => asRecord(condition).type === type,
    ),
  );
}

/**
 * Whether the controller has seen the newest generation. `observedGeneration` is text; what is no number, or larger
 * than the generation, counts as observed. Source: Argo Rollouts, GetRolloutPhase.
 */
export function isObserved(object: KubeObject): boolean {
  const observed = asNumber(at(object, 'status', 'observedGeneration'));
  const generation = asNumber(object.metadata.generation);
  const isSpecObserved =
    observed === undefined ||
    generation === undefined ||
    observed >= generation;
  const workload = asNumber(
    object.metadata.annotations?.['rollout.argoproj.io/workload-generation'],
  );
  const workloadObserved = asNumber(
    at(object, 'status', 'workloadObservedGeneration'),
  );
  const isWorkloadObserved =
    at(object, 'spec', 'workloadRef') === undefined ||
    workload === undefined ||
    workloadObserved === undefined ||
    workload === workloadObserved;
  return isSpecObserved && isWorkloadObserved;
}

/** Whether the newest template is the stable one. */
export function isPromoted({ status }: KubeObject): boolean {
  const { stableRS, currentPodHash } = asRecord(status);
  return Boolean(stableRS) && stableRS === currentPodHash;
}

/** Steps of a canary strategy. */
export function stepsOf(object: KubeObject): Record<string, unknown>[] {
  return asList(at(object, 'spec', 'strategy', 'canary', 'steps')).map(
    asRecord,
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

function pausedPhase(object: KubeObject, message?: string) {
  const pause = asRecord(asList(at(object, 'status', 'pauseConditions'))[0]);
  const reason = asText(pause.reason);
  const index = asNumber(at(object, 'status', 'currentStepIndex')) ?? 0;
  const isLast =
    reason === 'BlueGreenPause' ||
    (reason === 'CanaryPauseStep' && index >= stepsOf(object).length - 1);
  return {
    phase: isLast ? ('AwaitingPromotion' as const) : ('Paused' as const),
    reason: reason ?? message ?? 'Paused by hand.',
  };
}

function progressingPhase(object: KubeObject): CanaryPhase {
  if (!at(object, 'status', 'stableRS')) {
    return 'Initializing';
  }
  if (isPromoted(object)) {
    return 'Idle';
  }
  const index = asNumber(at(object, 'status', 'currentStepIndex')) ?? 0;
  const steps = stepsOf(object).length;
  return steps > 0 && index >= steps ? 'Promoting' : 'Progressing';
}

/** The phase of a Rollout, from its status in the order in which Argo Rollouts itself decides. */
export function rolloutPhase(object: KubeObject): {
  phase: CanaryPhase;
  reason?: string;
} {
  const status = asRecord(object.status);
  const message = asText(status.message);
  if (!status.phase) {
    return { phase: 'Initializing' };
  }
  if (!isObserved(object)) {
    return {
      phase: 'Progressing',
      reason: 'The controller has not yet looked at the newest generation.',
    };
  }
  if (
    status.abort === true ||
    conditionOf(object, 'Progressing').reason === 'RolloutAborted'
  ) {
    return { phase: 'Aborted', reason: abortReason(object) };
  }
  if (
    status.controllerPause === true &&
    asList(status.pauseConditions).length === 0 &&
    status.phase === 'Paused' &&
    at(object, 'spec', 'paused') !== true
  ) {
    return { phase: 'Progressing', reason: 'Waiting for the pause to end.' };
  }
  switch (status.phase) {
    case 'Healthy':
      return { phase: isPromoted(object) ? 'Idle' : 'Finalizing' };
    case 'Degraded':
      return {
        phase: message?.startsWith('InvalidSpec') ? 'Invalid' : 'Failed',
        reason: message,
      };
    case 'Paused':
      return pausedPhase(object, message);
    case 'Progressing':
      return { phase: progressingPhase(object), reason: message };
    default:
      return { phase: 'Unknown', reason: message };
  }
}
