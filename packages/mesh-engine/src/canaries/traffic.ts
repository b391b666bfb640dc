import type { Mesh } from '../mesh/Mesh';
import type { ServiceSplit } from '../routes/splitsOf';
import type { RoutedSplit } from '../routes/versions';
import type { CanaryState, Split } from './types';

/** Where requests go, from the shares that routes give. */
export function trafficOf(
  splits: readonly Split[] | undefined,
  stable: string | undefined,
  matched: ServiceSplit['matched'] = [],
): CanaryState['traffic'] {
  const carrying = (splits ?? []).filter(({ weight }) => weight > 0);
  const [first, ...others] = carrying;
  if (!first) {
    return 'unknown';
  }
  if (others.some(({ version }) => version !== first.version)) {
    return 'split';
  }
  if (first.version !== stable) {
    return 'all-canary';
  }
  const isPicked = matched.some(match =>
    match.splits.some(
      ({ version, weight }) => weight > 0 && version !== stable,
    ),
  );
  return isPicked ? 'split' : 'all-stable';
}

function readiness(mesh: Mesh, namespace: string, { workloads }: Split) {
  if (workloads.length === 0) {
    return 'unknown';
  }
  const ready = workloads.map(name => mesh.workload(namespace, name)?.ready);
  return ready.some(count => count !== undefined && count > 0)
    ? 'ready'
    : ready.includes(undefined)
    ? 'unknown'
    : 'none';
}

/** Whether a version that gets requests has no ready pod: then some fail, whatever the phase is called. */
export function impactOf(
  mesh: Mesh,
  namespace: string,
  splits: readonly (Split & Pick<RoutedSplit, 'problem'>)[] | undefined,
): CanaryState['impact'] {
  const carrying = (splits ?? []).filter(({ weight }) => weight > 0);
  const states = carrying.map(split =>
    split.problem ? 'none' : readiness(mesh, namespace, split),
  );
  if (states.includes('none')) {
    return 'serving-degraded';
  }
  return states.length === 0 || states.includes('unknown') ? 'unknown' : 'none';
}

/** Without what only routes need. */
export function plainSplit({ version, workloads, weight }: Split): Split {
  return { version, workloads, weight };
}
