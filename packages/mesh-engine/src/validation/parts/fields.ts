import type { Field } from '../Field';
import { portProblem } from '../values/addresses';
import { durationProblem } from '../values/durations';
import type { Topic } from '../fixes';

/** Durations that must be fit for Envoy where they are written. */
export function validateDurations(parent: Field, ...names: string[]): void {
  for (const name of names) {
    const field = parent.get(name);
    if (field.isSet) {
      field.refuse('duration', durationProblem(field.text));
    }
  }
}

export function validatePort(field: Field): void {
  field.refuse('port', portProblem(field.number));
}

/** A port of which 0 stands for none. */
export function validateOptionalPort(field: Field): void {
  if (field.number !== 0) {
    validatePort(field);
  }
}

/** Numbers that may not be negative, by the names that Istio gives them in words. */
export function validateNonNegative(
  parent: Field,
  names: Record<string, string>,
): void {
  for (const [name, words] of Object.entries(names)) {
    if (parent.get(name).number < 0) {
      parent.get(name).error('range', `${words} must be non-negative`);
    }
  }
}

/** Texts of a list, each against what can be wrong with one. */
export function validateTexts(
  list: Field,
  topic: Topic,
  problem: (text: string) => string | undefined,
): void {
  for (const entry of list.items) {
    entry.refuse(topic, problem(entry.text));
  }
}
