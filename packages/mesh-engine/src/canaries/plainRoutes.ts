import type { Mesh } from '../mesh/Mesh';
import { refOf } from '../resources/ref';
import type { ServiceSplit } from '../routes/splitsOf';
import type { RoutedSplit } from '../routes/versions';
import { problemsIn, routedPhase } from './routedPhase';
import { stableOf } from './stable';
import { impactOf, plainSplit, trafficOf } from './traffic';
import type { CanaryState } from './types';

/** All versions that routes name; those that only a match or a mirror reaches have no share. */
function versionsOf({ default: shares, matched, mirrored }: ServiceSplit) {
  const versions = new Map<string, RoutedSplit>();
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

function strategyOf(
  split: ServiceSplit,
  traffic: CanaryState['traffic'],
): CanaryState['strategy'] {
  const carrying = (split.default ?? []).filter(({ weight }) => weight > 0);
  if (split.matched.length > 0 && carrying.length < 2) {
    return 'header';
  }
  return split.mirrored.length > 0 && traffic !== 'split' ? 'mirror' : 'weight';
}

/** A canary that only routes tell of: no controller, so no steps and no history. */
export function plainCanary(mesh: Mesh, split: ServiceSplit): CanaryState {
  const { namespace, name } = split.subject;
  const versions = versionsOf(split);
  const stable = stableOf(mesh, namespace, versions);
  const traffic = trafficOf(split.default, stable.version, split.matched);
  const problems = problemsIn([
    ...(split.default ?? []),
    ...split.matched.flatMap(({ splits }) => splits),
    ...split.mirrored,
  ]);
  const others = versions.filter(({ version }) => version !== stable.version);
  return {
    id: `virtualservice/${namespace}/${name}`,
    namespace,
    service: name,
    source: 'virtualservice',
    object: refOf(split.object),
    ...routedPhase(problems, traffic),
    rawPhase: '',
    observed: true,
    strategy: strategyOf(split, traffic),
    traffic,
    impact: impactOf(mesh, namespace, split.default),
    stable: stable.version,
    canary: (others.find(({ weight }) => weight > 0) ?? others[0])?.version,
    applied: versions.map(plainSplit),
    sinceReason:
      'A VirtualService does not tell since when its weights are what they are.',
    matches: split.matched.map(
      ({ match, splits }) =>
        `${match} → ${splits.map(({ version }) => version).join(', ')}`,
    ),
    because: [
      ...split.because,
      ...problems.map(({ because }) => because),
      ...stable.because,
    ],
  };
}
