import { canonicalRevision } from '../mesh/canonical';
import type { Mesh } from '../mesh/Mesh';
import type { MeshService, Workload } from '../mesh/types';
import { asList, asNumber, asRecord, asText, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import type { RoutedSplit } from '../routes/versions';
import type { Controlled } from './canariesOf';
import {
  conditionOf,
  isObserved,
  isPromoted,
  rolloutPhase,
} from './rolloutPhase';
import { rolloutSteps } from './rolloutSteps';
import { impactOf, plainSplit, trafficOf } from './traffic';
import type { CanaryState, Split } from './types';

const HASH = 'rollouts-pod-template-hash';

/** Version that the pods of a ReplicaSet carry, when it tells the two apart; its hash otherwise. */
function versionsOf(object: KubeObject, workload: Workload | undefined) {
  const hashes = ['stableRS', 'currentPodHash'].map(field =>
    asText(at(object, 'status', field)),
  );
  const names = hashes.map(hash => {
    const pod = workload?.pods.find(({ labels }) => labels[HASH] === hash);
    const revision = pod && canonicalRevision(pod.labels);
    return revision === 'latest' ? undefined : revision;
  });
  const [stable, canary] =
    names[0] && names[1] && names[0] !== names[1] ? names : hashes;
  return { stable: stable || 'stable', canary: canary || 'canary' };
}

function servicesOf(
  mesh: Mesh,
  object: KubeObject,
  workload: Workload | undefined,
): MeshService[] {
  const { canary, blueGreen } = asRecord(at(object, 'spec', 'strategy'));
  const { stableService, canaryService } = asRecord(canary);
  const { activeService, previewService } = asRecord(blueGreen);
  const named = [activeService, previewService, stableService, canaryService];
  const found = named.flatMap(
    name =>
      mesh.service(
        object.metadata.namespace ?? 'default',
        asText(name) ?? '',
      ) ?? [],
  );
  return [
    ...new Set([...found, ...(workload ? mesh.servicesOf(workload) : [])]),
  ];
}

/** The shares of the routes, with the names of the Rollout for its two destinations. */
function appliedOf(
  object: KubeObject,
  splits: readonly RoutedSplit[] | undefined,
  { stable, canary }: { stable: string; canary: string },
): RoutedSplit[] | undefined {
  const spec = asRecord(at(object, 'spec', 'strategy', 'canary'));
  const rule = asRecord(at(spec, 'trafficRouting', 'istio', 'destinationRule'));
  const stands = (split: RoutedSplit, subset: unknown, service: unknown) =>
    split.subset !== undefined
      ? split.subset === subset
      : split.host.split('.')[0] === service;
  const workloads = [object.metadata.name];
  return splits?.map(split =>
    stands(split, rule.stableSubsetName, spec.stableService)
      ? { ...split, workloads, version: stable }
      : stands(split, rule.canarySubsetName, spec.canaryService)
      ? { ...split, workloads, version: canary }
      : split,
  );
}

function declaredOf(
  object: KubeObject,
  { stable, canary }: { stable: string; canary: string },
): Split[] | undefined {
  const weights = asRecord(at(object, 'status', 'canary', 'weights'));
  const workloads = [object.metadata.name];
  const share = (value: unknown) =>
    (asNumber(asRecord(value).weight) ?? 0) / 100;
  return Object.keys(weights).length === 0
    ? undefined
    : [
        { version: stable, workloads, weight: share(weights.stable) },
        { version: canary, workloads, weight: share(weights.canary) },
      ];
}

function sinceOf(object: KubeObject): { since?: string; sinceReason: string } {
  const pause = asRecord(asList(at(object, 'status', 'pauseConditions'))[0]);
  const aborted = asText(at(object, 'status', 'abortedAt'));
  const paused = asText(pause.startTime);
  const progressing = asText(
    conditionOf(object, 'Progressing').lastTransitionTime,
  );
  if (aborted) {
    return { since: aborted, sinceReason: 'status.abortedAt of the Rollout' };
  }
  if (paused) {
    return { since: paused, sinceReason: 'start of the pause' };
  }
  return progressing
    ? {
        since: progressing,
        sinceReason: 'last transition of the Progressing condition',
      }
    : { sinceReason: 'The Rollout tells no time.' };
}

/** Where requests go when no routes split them: blue-green switches a selector, replicas share a service. */
function unroutedTraffic(object: KubeObject): CanaryState['traffic'] {
  if (isPromoted(object)) {
    return 'all-stable';
  }
  const { stableRS, currentPodHash, blueGreen } = asRecord(object.status);
  const { activeSelector } = asRecord(blueGreen);
  return !activeSelector
    ? 'unknown'
    : activeSelector === stableRS
    ? 'all-stable'
    : activeSelector === currentPodHash
    ? 'all-canary'
    : 'unknown';
}

/** The canary of an Argo Rollout; undefined for one without a canary or blue-green strategy. */
export function rolloutCanary(
  mesh: Mesh,
  object: KubeObject,
): Controlled | undefined {
  const strategy = asRecord(at(object, 'spec', 'strategy'));
  const isBlueGreen = 'blueGreen' in strategy;
  if (!('canary' in strategy) && !isBlueGreen) {
    return undefined;
  }
  const namespace = object.metadata.namespace ?? 'default';
  const { name } = object.metadata;
  const ref = refOf(object);
  const workload = mesh.workloads.find(
    candidate =>
      candidate.kind === 'Rollout' &&
      candidate.namespace === namespace &&
      candidate.name === name,
  );
  const services = servicesOf(mesh, object, workload);
  const split = services
    .map(service => mesh.splits(service))
    .find(candidate => candidate !== undefined);
  const versions = versionsOf(object, workload);
  const applied = appliedOf(object, split?.default, versions);
  const declared = declaredOf(object, versions);
  const { phase, reason } = rolloutPhase(object);
  const traffic = applied
    ? trafficOf(applied, versions.stable)
    : declared
    ? trafficOf(declared, versions.stable)
    : unroutedTraffic(object);
  const rawPhase = asText(at(object, 'status', 'phase')) ?? '';
  return {
    services,
    state: {
      id: `argo-rollouts/${namespace}/${name}`,
      namespace,
      service: (split?.subject ?? services[0])?.name ?? name,
      source: 'argo-rollouts',
      object: ref,
      phase,
      rawPhase,
      observed: isObserved(object),
      strategy: isBlueGreen
        ? 'blue-green'
        : asRecord(strategy.canary).trafficRouting
        ? 'weight'
        : 'replica-only',
      traffic,
      impact:
        phase === 'Aborted' && traffic === 'all-stable'
          ? 'serving-ok'
          : impactOf(mesh, namespace, applied),
      ...versions,
      declared,
      applied: applied?.map(plainSplit),
      ...sinceOf(object),
      matches: split?.matched.map(({ match }) => match) ?? [],
      steps: rolloutSteps(object),
      reason,
      because: [
        {
          object: ref,
          field: 'status.phase',
          origin: mesh.originOf(ref, ['status', 'phase']),
          says: rawPhase
            ? `Argo Rollouts says ${rawPhase}.`
            : 'Argo Rollouts has not written a status.',
        },
        ...(split?.because ?? []),
      ],
    },
  };
}
