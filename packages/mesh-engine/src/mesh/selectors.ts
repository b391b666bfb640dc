import type { Workload } from './types';
import { asList, asRecord, asText, asTexts } from '../resources/fields';

/** Whether labels carry every label of the selector; an empty selector selects everything. */
export function selects(
  selector: Readonly<Record<string, unknown>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
}

/** Label that Argo Rollouts writes to pods, services and subsets; no pod template carries it. */
const ROLLOUTS_HASH = 'rollouts-pod-template-hash';

/** The pods of a workload that a selector picks. */
export function selectedPods(
  selector: Readonly<Record<string, string>>,
  { pods }: Workload,
): Workload['pods'] {
  return pods.filter(pod => selects(selector, pod.labels));
}

/** Whether a selector picks a workload: by its template, or by any of its pods. */
export function selectsWorkload(
  selector: Readonly<Record<string, string>>,
  workload: Workload,
): boolean {
  const { [ROLLOUTS_HASH]: hash, ...lasting } = selector;
  if (selectedPods(selector, workload).length > 0) {
    return true;
  }
  const mayCarryHash =
    workload.kind === 'Rollout' && workload.pods.length === 0;
  return (
    (hash === undefined || mayCarryHash) && selects(lasting, workload.labels)
  );
}

/** Whether labels fit a Kubernetes label selector with `matchLabels` and `matchExpressions`. @public */
export function fitsLabelSelector(
  selector: unknown,
  labels: Readonly<Record<string, string>>,
): boolean {
  const { matchLabels, matchExpressions } = asRecord(selector);
  const equal = Object.entries(asRecord(matchLabels)).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    equal &&
    asList(matchExpressions)
      .map(asRecord)
      .every(({ key, operator, values }) => {
        const value = labels[asText(key) ?? ''];
        switch (operator) {
          case 'In':
            return value !== undefined && asTexts(values).includes(value);
          case 'NotIn':
            return value === undefined || !asTexts(values).includes(value);
          case 'Exists':
            return value !== undefined;
          case 'DoesNotExist':
            return value === undefined;
          default:
            return false;
        }
      })
  );
}
