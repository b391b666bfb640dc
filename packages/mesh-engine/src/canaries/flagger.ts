import type { Mesh } from '../mesh/Mesh';
import { asNumber, asRecord, asText, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import type { Controlled } from './canariesOf';
import { impactOf, plainSplit, trafficOf } from './traffic';
import type { CanaryPhase, CanaryState, Split } from './types';

const PHASES: Record<string, CanaryPhase> = {
  '': 'Initializing',
  Initializing: 'Initializing',
  Initialized: 'Idle',
  Waiting: 'AwaitingStart',
  Progressing: 'Progressing',
  WaitingPromotion: 'AwaitingPromotion',
  Promoting: 'Promoting',
  Finalising: 'Finalizing',
  Succeeded: 'Succeeded',
  Failed: 'Failed',
};

/** Phases in which the status keeps the weight that Flagger asks for; in the others it says 0 whatever is true. */
const WEIGHT_PHASES = ['Progressing', 'Waiting', 'Promoting'];

function strategyOf(spec: Record<string, unknown>): CanaryState['strategy'] {
  const analysis = asRecord(spec.analysis ?? spec.canaryAnalysis);
  if (analysis.match !== undefined) {
    return 'header';
  }
  if (analysis.iterations !== undefined) {
    return analysis.mirror === true ? 'mirror' : 'blue-green';
  }
  return 'weight';
}

function phaseOf(
  spec: Record<string, unknown>,
  rawPhase: string,
  traffic: CanaryState['traffic'],
): CanaryPhase {
  if (spec.suspend === true) {
    return 'Paused';
  }
  return rawPhase === 'Failed' && traffic === 'all-stable'
    ? 'Aborted'
    : PHASES[rawPhase] ?? 'Unknown';
}

/**
 * Flagger's status carries a weight of 0 in most phases while the routes still split, so the split is read from the
 * routes. Its target is the canary; `<name>-primary` is the stable copy.
 */
export function flaggerCanary(mesh: Mesh, object: KubeObject): Controlled {
  const namespace = object.metadata.namespace ?? 'default';
  const spec = asRecord(object.spec);
  const status = asRecord(object.status);
  const target = asText(at(spec, 'targetRef', 'name')) ?? object.metadata.name;
  const apex = asText(at(spec, 'service', 'name')) ?? target;
  const stable = `${target}-primary`;
  const canary = target;
  const services = [apex, `${apex}-primary`, `${apex}-canary`].flatMap(
    name => mesh.service(namespace, name) ?? [],
  );
  const split = services
    .map(service => mesh.splits(service))
    .find(candidate => candidate !== undefined);
  const primaryHost = mesh.service(namespace, `${apex}-primary`)?.host;
  const applied = split?.default?.map(share => ({
    ...share,
    version: share.host === primaryHost ? stable : canary,
  }));
  const traffic = trafficOf(
    applied,
    stable,
    split?.matched.map(({ match, splits }) => ({
      match,
      splits: splits.map(share => ({
        ...share,
        version: share.host === primaryHost ? stable : canary,
      })),
    })),
  );
  const rawPhase = asText(status.phase) ?? '';
  const phase = phaseOf(spec, rawPhase, traffic);
  const reported = asNumber(status.canaryWeight);
  const declared: Split[] | undefined =
    reported !== undefined && WEIGHT_PHASES.includes(rawPhase)
      ? [
          { version: stable, workloads: [stable], weight: 1 - reported / 100 },
          { version: canary, workloads: [target], weight: reported / 100 },
        ]
      : undefined;
  const ref = refOf(object);
  return {
    services,
    state: {
      id: `flagger/${namespace}/${object.metadata.name}`,
      namespace,
      service: apex,
      source: 'flagger',
      object: ref,
      phase,
      rawPhase,
      observed: true,
      strategy: strategyOf(spec),
      traffic,
      impact:
        phase === 'Aborted'
          ? 'serving-ok'
          : rawPhase === 'Failed' && traffic === 'all-canary'
          ? 'serving-degraded'
          : impactOf(mesh, namespace, applied),
      stable,
      canary,
      declared,
      applied: applied?.map(plainSplit),
      since: asText(status.lastTransitionTime),
      sinceReason:
        'last transition of the Canary, which also moves on a failed check or a new weight',
      matches: split?.matched.map(({ match }) => match) ?? [],
      reason:
        rawPhase === 'Failed'
          ? 'Flagger keeps the reason in Kubernetes events only.'
          : undefined,
      because: [
        {
          object: ref,
          field: 'status.phase',
          origin: mesh.originOf(ref, ['status', 'phase']),
          says: rawPhase
            ? `Flagger says ${rawPhase}.`
            : 'Flagger has not written a status.',
        },
        ...(split?.because ?? []),
      ],
    },
  };
}
