import type { CanaryState, Split as EngineSplit } from '@ecotrack/mesh-engine';
import type {
  Canary,
  CanaryArm,
  Split,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { sourcesOf, type QuestionInput } from '../input';
import { totalsOf } from '../traffic/calls';
import { nodeId, primaryService } from '../traffic/peers';
import { TrafficIndex } from '../traffic/TrafficIndex';
import { count } from '../wording/figures';
import { becauseOf } from '../wording/why';
import { verdictOf } from './verdict';
import { wilson } from './wilson';

/** p95 of a version in milliseconds, by `host version`. */
export type VersionLatency = ReadonlyMap<string, number | null>;

/** Since when the portal knows a canary in its present form, by id. */
export type FirstSeen = ReadonlyMap<string, Date>;

const split = ({ version, workloads, weight }: EngineSplit): Split => ({
  version,
  workload: workloads[0],
  weight,
});

function roleOf(state: CanaryState, version: string): CanaryArm['role'] {
  if (version === state.stable) {
    return 'stable';
  }
  return version === state.canary ? 'canary' : 'other';
}

function armsOf(
  input: QuestionInput,
  index: TrafficIndex,
  state: CanaryState,
  latency: VersionLatency,
): CanaryArm[] {
  const service = input.mesh.service(state.namespace, state.service);
  if (!service) {
    return [];
  }
  const [first] = service.workloads;
  const primary = (first && primaryService(input.mesh, first)) ?? service;
  const id = nodeId({ type: 'service', service: primary });
  const named = state.applied?.flatMap(entry =>
    entry.workloads.map(name => ({ name, version: entry.version })),
  );
  const arms =
    named && named.length > 0
      ? named
      : service.workloads.map(({ name, canonicalRevision }) => ({
          name,
          version: canonicalRevision,
        }));
  return arms.map(({ name, version }) => {
    const workload = input.mesh.workload(state.namespace, name);
    const totals = totalsOf(
      index
        .into(id)
        .map(({ call }) => call)
        .filter(({ destination }) => destination.workload === name),
    );
    return {
      version,
      workload: name,
      role: roleOf(state, version),
      requestRate: input.traffic ? totals.requestRate : null,
      errorShare:
        totals.requestRate > 0 ? totals.failedRate / totals.requestRate : null,
      meanLatency: index.meanLatency({ targetId: id, workload: name }),
      p95: latency.get(`${service.host} ${version}`) ?? null,
      ready: workload?.ready,
      desired: workload?.desired,
    };
  });
}

/** The split that servers counted, each share with its 95 % interval. */
export function observedSplit(
  arms: readonly Pick<CanaryArm, 'version' | 'workload' | 'requestRate'>[],
  seconds: number,
): { splits: Split[]; requests: number } | undefined {
  const byVersion = new Map<string, { workload?: string; rate: number }>();
  for (const { version, workload, requestRate } of arms) {
    const known = byVersion.get(version);
    byVersion.set(version, {
      workload,
      rate: (requestRate ?? 0) + (known?.rate ?? 0),
    });
  }
  const total = [...byVersion.values()].reduce(
    (sum, { rate }) => sum + rate,
    0,
  );
  if (total <= 0) {
    return undefined;
  }
  const requests = total * seconds;
  return {
    requests: Math.round(requests),
    splits: [...byVersion].map(([version, { workload, rate }]) => {
      const [low, high] = wilson(rate / total, requests);
      return { version, workload, weight: rate / total, low, high };
    }),
  };
}

/** One canary with what the servers counted of each version. */
export function canaryOf(
  input: QuestionInput,
  index: TrafficIndex,
  state: CanaryState,
  latency: VersionLatency,
  firstSeen: FirstSeen,
): Canary {
  const arms = armsOf(input, index, state, latency);
  const observed = input.traffic && observedSplit(arms, input.window.seconds);
  const seen = state.since === undefined ? firstSeen.get(state.id) : undefined;
  const canary: Omit<Canary, 'verdict'> = {
    id: state.id,
    namespace: state.namespace,
    service: state.service,
    source: state.source,
    object: state.object,
    phase: state.phase,
    rawPhase: state.rawPhase,
    strategy: state.strategy,
    traffic: state.traffic,
    impact: state.impact,
    since: state.since ?? seen?.toISOString(),
    sinceReason: seen
      ? 'since then the portal has seen this split; the routes themselves tell no time'
      : state.sinceReason,
    matches: state.matches,
    declared: state.declared?.map(split) ?? null,
    applied: state.applied?.map(split) ?? null,
    observed: observed?.splits ?? null,
    observedRequests: observed?.requests ?? null,
    steps: state.steps,
    arms,
    reason: state.reason,
    because: becauseOf(state.because),
  };
  return { ...canary, verdict: verdictOf(input, canary) };
}

const TROUBLE = ['Failed', 'Invalid', 'Unknown'];

/** Whether somebody should look at a canary. */
export function isInTrouble(canary: Canary): boolean {
  return (
    TROUBLE.includes(canary.phase) ||
    canary.impact === 'serving-degraded' ||
    canary.verdict.startsWith('Worse')
  );
}

/** Whether more than one version gets traffic. */
export const isRunning = (canary: Canary) =>
  canary.traffic === 'split' ||
  ['Progressing', 'Paused', 'AwaitingPromotion', 'Promoting'].includes(
    canary.phase,
  );

/** Every canary of the environment, those in trouble first. */
export function canariesOf(
  input: QuestionInput,
  latency: VersionLatency,
  firstSeen: FirstSeen,
): Canary[] {
  const index = new TrafficIndex(input);
  const rank = (canary: Canary) =>
    isInTrouble(canary) ? 0 : isRunning(canary) ? 1 : 2;
  return input.mesh
    .canaries()
    .map(state => canaryOf(input, index, state, latency, firstSeen))
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** The page of canaries. */
export function answerCanaries(input: QuestionInput, items: Canary[]) {
  const running = items.filter(isRunning);
  const trouble = items.filter(isInTrouble);
  const answer =
    items.length === 0
      ? 'No service has more than one version in its routes.'
      : `${count(running.length, 'canary').replace(
          'canarys',
          'canaries',
        )} running, ${
          trouble.length === 0
            ? 'none in trouble'
            : `${trouble.length} in trouble: ${trouble
                .map(({ service }) => service)
                .join(', ')}`
        }.`;
  return { answer, items, sources: sourcesOf(input) };
}
