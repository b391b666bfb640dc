import type {
  CanaryArm,
  Split,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { wilson } from './wilson';

/**
 * The split that servers counted, each share with its 95 % interval.
 * @param seconds - length of the window; rates times it is the number of requests
 * @returns undefined with less than one request, or when a version is not known apart
 */
export function observedSplit(
  arms: readonly Pick<CanaryArm, 'version' | 'workload' | 'requestRate'>[],
  seconds: number,
): { splits: Split[]; requests: number } | undefined {
  const byVersion = new Map<string, { workload?: string; rate: number }>();
  for (const { version, workload, requestRate } of arms) {
    if (requestRate === null) {
      return undefined;
    }
    const known = byVersion.get(version);
    byVersion.set(version, {
      workload: known?.workload ?? workload,
      rate: requestRate + (known?.rate ?? 0),
    });
  }
  const rates = [...byVersion.values()].map(({ rate }) => rate);
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  const requests = total * seconds;
  if (requests < 1) {
    return undefined;
  }
  return {
    requests: Math.round(requests),
    splits: [...byVersion].map(([version, { workload, rate }]) => {
      const weight = rate / total;
      const [low, high] = wilson(weight, requests);
      return { version, workload, weight, low, high };
    }),
  };
}
