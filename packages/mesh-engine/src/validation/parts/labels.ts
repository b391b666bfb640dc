import type { Field } from '../Field';
import { labelKeyProblem, labelValueProblem } from '../values/names';

/** Labels of workloads, as Kubernetes takes them. */
export function validateLabels(labels: Field): void {
  for (const [key, value] of labels.entries) {
    value.refuse('selector', labelKeyProblem(key));
    value.refuse('selector', labelValueProblem(value.word));
  }
}
