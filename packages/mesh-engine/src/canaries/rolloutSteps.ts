import { asNumber, asRecord, asWord, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { stepsOf } from './rolloutPhase';
import type { CanaryState } from './types';

function label(step: Record<string, unknown>): string {
  if ('setWeight' in step) {
    return `${asWord(step.setWeight)} %`;
  }
  if ('pause' in step) {
    const { duration } = asRecord(step.pause);
    return duration === undefined
      ? 'wait for promotion'
      : `wait ${asWord(duration)}${
          asNumber(duration) === undefined ? '' : ' s'
        }`;
  }
  return Object.keys(step)[0] ?? 'step';
}

/** The steps of a Rollout's plan; undefined when it has none. */
export function rolloutSteps(object: KubeObject): CanaryState['steps'] {
  const steps = stepsOf(object);
  const current = asNumber(at(object, 'status', 'currentStepIndex'));
  return steps.length === 0
    ? undefined
    : steps.map((step, index) => ({
        label: label(step),
        state:
          current === undefined || index > current
            ? 'todo'
            : index < current
            ? 'done'
            : 'current',
      }));
}
