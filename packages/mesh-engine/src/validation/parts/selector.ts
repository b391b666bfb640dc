import type { Field } from '../Field';

/** Labels by which an object selects workloads: no empty key, no star. Whether they are fit to be used. */
export function validateSelectorLabels(labels: Field): boolean {
  let isFit = true;
  for (const [key, value] of labels.entries) {
    const pair = JSON.stringify(`${key}=${value.word}`);
    if (key === '') {
      isFit = false;
      value.error(
        'selector',
        `empty key is not supported in selector: ${pair}`,
      );
    }
    if (key.includes('*') || value.word.includes('*')) {
      isFit = false;
      value.error('selector', `wildcard is not supported in selector: ${pair}`);
    }
  }
  return isFit;
}

/** A `selector` with `matchLabels`. */
export function validateSelector(selector: Field): void {
  const labels = selector.get('matchLabels');
  validateSelectorLabels(labels);
  if (selector.isSet && labels.entries.length === 0) {
    selector.warn(
      'selector',
      'workload selector specified without labels',
      'Name labels of the workloads, or remove the selector: it selects all of them.',
    );
  }
}

/**
 * A `workloadSelector` with `labels`. When its labels are not fit, Istio looks no further.
 * @param owner - how Istio names the kind of the object
 */
export function validateWorkloadSelector(
  selector: Field,
  owner: string,
): boolean {
  const labels = selector.get('labels');
  if (!validateSelectorLabels(labels)) {
    return false;
  }
  if (selector.isSet && labels.entries.length === 0) {
    selector.warn(
      'selector',
      `${owner}: workload selector specified without labels, will be applied to all services in namespace`,
      'Name labels of the workloads, or remove the selector.',
    );
  }
  return true;
}
