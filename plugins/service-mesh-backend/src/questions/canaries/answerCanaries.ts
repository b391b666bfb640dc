import type { CanaryState, Split as EngineSplit } from '@ecotrack/mesh-engine';
import type {
  Canary,
  Split,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { sourcesOf, type QuestionInput } from '../input';
import { TrafficIndex } from '../traffic/TrafficIndex';
import { count, sentence } from '../wording/figures';
import { becauseOf } from '../wording/why';
import { armsOf, type VersionLatency } from './arms';
import { observedSplit } from './observedSplit';
import { isRunning, verdictOf, type Undecided } from './verdictOf';

/** Since when the portal knows a canary in its present form, by id. */
export type FirstSeen = ReadonlyMap<string, Date>;

const splitOf = ({ version, workloads, weight }: EngineSplit): Split => ({
  version,
  workload: workloads[0],
  weight,
});

function canaryOf(
  input: QuestionInput,
  index: TrafficIndex,
  state: CanaryState,
  latency: VersionLatency,
  firstSeen: FirstSeen,
): Canary {
  const arms = armsOf(input, index, state, latency);
  const observed = input.traffic && observedSplit(arms, input.window.seconds);
  const seen = state.since === undefined ? firstSeen.get(state.id) : undefined;
  const canary: Undecided = {
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
    matches: [...state.matches],
    declared: state.declared?.map(splitOf) ?? null,
    applied: state.applied?.map(splitOf) ?? null,
    observed: observed?.splits ?? null,
    observedRequests: observed?.requests ?? null,
    steps: state.steps,
    arms,
    reason: state.reason,
    because: becauseOf(state.because),
  };
  return { ...canary, ...verdictOf(input, canary) };
}

/** Every canary of the environment, those in trouble first. */
export function canariesOf(
  input: QuestionInput,
  latency: VersionLatency,
  firstSeen: FirstSeen,
): Canary[] {
  const index = new TrafficIndex(input);
  const rank = (canary: Canary) =>
    canary.inTrouble ? 0 : isRunning(canary) ? 1 : 2;
  return input.mesh
    .canaries()
    .map(state => canaryOf(input, index, state, latency, firstSeen))
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** The page of canaries. */
export function answerCanaries(input: QuestionInput, items: Canary[]) {
  const running = items.filter(isRunning).length;
  const trouble = items
    .filter(({ inTrouble }) => inTrouble)
    .map(({ service }) => service);
  const answer =
    items.length === 0
      ? 'No service has more than one version in its routes'
      : `${count(running, 'canary', 'canaries')} running, ${
          trouble.length === 0
            ? 'none in trouble'
            : `${trouble.length} in trouble: ${trouble.join(', ')}`
        }`;
  return { answer: sentence(answer), items, sources: sourcesOf(input) };
}
