import type { Mesh } from '../mesh/Mesh';
import type { CanaryState, Split } from './types';

/** Where requests go, from the shares that routes give. */
export function trafficOf(
  splits: readonly Split[] | undefined,
  stable: string | undefined,
): CanaryState['traffic'] {
  if (!splits || splits.length === 0) {
    return 'unknown';
  }
  const carrying = splits.filter(({ weight }) => weight > 0);
  if (carrying.length !== 1) {
    return carrying.length === 0 ? 'unknown' : 'split';
  }
  return carrying[0].version === stable ? 'all-stable' : 'all-canary';
}

/** Whether a version that gets traffic has no ready pod: then some requests fail whatever the phase is called. */
export function impactOf(
  mesh: Mesh,
  namespace: string,
  splits: readonly Split[] | undefined,
): CanaryState['impact'] {
  if (!splits) {
    return 'unknown';
  }
  const carrying = splits.filter(({ weight }) => weight > 0);
  const states = carrying.map(({ workloads }) => {
    const ready = workloads
      .map(name => mesh.workload(namespace, name)?.ready)
      .filter((count): count is number => count !== undefined);
    return workloads.length === 0
      ? 'missing'
      : ready.length === 0
      ? 'unknown'
      : ready.some(count => count > 0)
      ? 'ready'
      : 'missing';
  });
  if (states.includes('missing')) {
    return 'serving-degraded';
  }
  return states.includes('unknown') ? 'unknown' : 'none';
}
