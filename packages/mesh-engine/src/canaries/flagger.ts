import type { Mesh } from '../mesh/Mesh';
import { asNumber, asRecord, asText, at } from '../resources/fields';
import { refKey, refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import type { Controlled } from './canariesOf';
import { impactOf, trafficOf } from './traffic';
import type { CanaryPhase, Split } from './types';

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
  const canary = `${target}-canary`;
  const family = [apex, stable, canary].flatMap(
    name => mesh.service(namespace, name) ?? [],
  );
  const split = family
    .map(service => mesh.splits(service))
    .find(candidate => candidate !== undefined);
  const applied: Split[] | undefined = split?.default;
  const rawPhase = asText(status.phase) ?? '';
  const traffic = trafficOf(applied, applied?.[0]?.version);
  const failedWithStable = rawPhase === 'Failed' && traffic !== 'all-canary';
  const phase: CanaryPhase =
    spec.suspend === true
      ? 'Paused'
      : failedWithStable
      ? 'Aborted'
      : PHASES[rawPhase] ?? 'Unknown';
  const ref = refOf(object);
  const reported = asNumber(status.canaryWeight);
  return {
    services: family.map(service => refKey(service.ref)),
    state: {
      id: `flagger/${namespace}/${object.metadata.name}`,
      namespace,
      service: apex,
      source: 'flagger',
      object: ref,
      phase,
      rawPhase,
      observed: true,
      strategy:
        at(spec, 'analysis', 'match') !== undefined
          ? 'header'
          : at(spec, 'analysis', 'iterations') !== undefined
          ? 'blue-green'
          : 'weight',
      traffic,
      impact: failedWithStable
        ? 'serving-ok'
        : impactOf(mesh, namespace, applied),
      stable,
      canary,
      declared:
        reported !== undefined && rawPhase === 'Progressing'
          ? [
              {
                version: stable,
                workloads: [stable],
                weight: 1 - reported / 100,
              },
              { version: canary, workloads: [target], weight: reported / 100 },
            ]
          : undefined,
      applied,
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
          says: `The Canary is ${rawPhase || 'without a status'}.`,
        },
        ...(split?.because ?? []),
      ],
    },
  };
}
