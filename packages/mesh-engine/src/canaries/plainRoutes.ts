import type { Mesh } from '../mesh/Mesh';
import type { MeshService } from '../mesh/types';
import { refOf } from '../resources/ref';
import type { ServiceSplit } from '../routes/splitsOf';
import { impactOf, trafficOf } from './traffic';
import type { CanaryState, Split } from './types';

/** All versions that routes name; those that only a match or a mirror reaches have no share. */
function versionsOf({ default: shares, matched, mirrored }: ServiceSplit) {
  const versions = new Map<string, Split>();
  for (const split of shares ?? []) {
    const known = versions.get(split.version);
    versions.set(split.version, {
      ...split,
      weight: split.weight + (known?.weight ?? 0),
    });
  }
  for (const split of [
    ...matched.flatMap(({ splits }) => splits),
    ...mirrored,
  ]) {
    if (!versions.has(split.version)) {
      versions.set(split.version, { ...split, weight: 0 });
    }
  }
  return [...versions.values()];
}

/** The stable version is the first destination of the default route, unless another carries more. */
function stableOf(splits: readonly Split[]): string | undefined {
  return splits.reduce<Split | undefined>(
    (best, split) => (!best || split.weight > best.weight ? split : best),
    undefined,
  )?.version;
}

function phaseOf(splits: readonly Split[], resolved: boolean) {
  if (!resolved) {
    return 'Invalid' as const;
  }
  return splits.filter(({ weight }) => weight > 0).length > 1
    ? ('Progressing' as const)
    : ('Idle' as const);
}

/** A canary that only routes tell of: no controller, so no steps and no history. */
export function plainCanary(
  mesh: Mesh,
  service: MeshService,
): CanaryState | undefined {
  const split = mesh.splits(service);
  if (!split) {
    return undefined;
  }
  const applied = versionsOf(split);
  const unresolved = applied.filter(({ workloads }) => workloads.length === 0);
  const stable = stableOf(applied);
  const phase = phaseOf(applied, unresolved.length === 0);
  const traffic = trafficOf(applied, stable);
  return {
    id: `virtualservice/${service.namespace}/${service.name}`,
    namespace: service.namespace,
    service: service.name,
    source: 'virtualservice',
    object: refOf(split.object),
    phase,
    rawPhase: '',
    observed: true,
    strategy:
      traffic === 'split'
        ? 'weight'
        : split.mirrored.length > 0
        ? 'mirror'
        : split.matched.length > 0
        ? 'header'
        : 'blue-green',
    traffic,
    impact: impactOf(mesh, service.namespace, applied),
    stable,
    canary: applied.find(({ version }) => version !== stable)?.version,
    applied,
    sinceReason:
      'A VirtualService does not tell since when its weights are what they are.',
    matches: split.matched.map(
      ({ match, splits }) =>
        `${match} → ${splits.map(({ version }) => version).join(', ')}`,
    ),
    reason:
      unresolved.length > 0
        ? `No workload stands behind ${unresolved
            .map(({ version }) => version)
            .join(', ')}.`
        : undefined,
    because: split.because,
  };
}
