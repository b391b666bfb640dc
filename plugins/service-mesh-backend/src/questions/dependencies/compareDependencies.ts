import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  Because,
  DependencyFigures,
  DependencyState,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { clock, duration, rate } from '../wording/figures';
import type { DependencyInput } from './input';
import { figuresOf, peerName, type SeenCall } from './SeenCalls';
import { whyUntold } from './whyUntold';

/** One dependency of one entity in one environment. */
export interface ComparedDependency extends DependencyFigures {
  source: string;
  target: string;
  declaredBy: string[];
  /** What is declared is nothing that could be called in this environment. */
  isAbsent: boolean;
}

/** What asks for attention first. */
export const STATE_ORDER: DependencyState[] = [
  'undeclared',
  'unseen',
  'unknown',
  'confirmed',
];

const MOST_REASONS = 5;

/** The pairs of entities that a call is between: those that declare it, or the first of each end when none does. */
function pairsOf(
  { placement, reading }: DependencyInput,
  { sourceId, targetId }: SeenCall,
): [string, string][] {
  const sources = placement.entitiesOf(sourceId);
  const targets = placement.entitiesOf(targetId);
  if (sources.some(entity => targets.includes(entity))) {
    return [];
  }
  const pairs = sources.flatMap(source =>
    targets.map((target): [Entity, string] => [
      source,
      stringifyEntityRef(target),
    ]),
  );
  const declared = pairs.filter(([source, target]) =>
    reading.declarations.declares(source, target),
  );
  return (declared.length > 0 ? declared : pairs.slice(0, 1)).map(
    ([source, target]) => [stringifyEntityRef(source), target],
  );
}

function observedBySource(input: DependencyInput) {
  const observed = new Map<string, Map<string, SeenCall[]>>();
  for (const call of input.seen.all) {
    for (const [source, target] of pairsOf(input, call)) {
      const targets = observed.get(source) ?? new Map<string, SeenCall[]>();
      observed.set(source, targets);
      targets.set(target, [...(targets.get(target) ?? []), call]);
    }
  }
  return observed;
}

function callInWords({ now }: DependencyInput, call: SeenCall): string {
  const { source, target, requestRate, byteRate, lastSeen } = call;
  const figures = [
    requestRate > 0 && rate(requestRate),
    byteRate > 0 && rate(byteRate, 'B/s'),
    lastSeen && `last seen by ${clock(lastSeen, now)}`,
  ].filter(Boolean);
  return `${peerName(source)} calls ${peerName(target)}: ${figures.join(
    ', ',
  )}.`;
}

function becauseOfCalls(
  input: DependencyInput,
  calls: readonly SeenCall[],
): Because[] {
  return calls.slice(0, MOST_REASONS).map(call => ({
    object:
      call.target.type === 'service'
        ? call.target.service.ref
        : call.target.type === 'workload'
        ? call.target.workload.ref
        : undefined,
    says: callInWords(input, call),
  }));
}

/** How long nothing was seen, such as `6 h`. */
export function coveredText({ history }: DependencyInput): string {
  return duration((history?.covered ?? 0) * 1000);
}

function compare(
  input: DependencyInput,
  source: string,
  target: string,
  declaredBy: string[],
  calls: readonly SeenCall[],
): ComparedDependency {
  const row = { source, target, declaredBy, ...figuresOf(calls) };
  const declaration = declaredBy.map(field => ({
    says: `${source} declares it: ${field}.`,
  }));
  if (calls.length > 0) {
    return {
      ...row,
      state: declaredBy.length > 0 ? 'confirmed' : 'undeclared',
      because: [...becauseOfCalls(input, calls), ...declaration],
      isAbsent: false,
    };
  }
  const untold = whyUntold(input, source, target);
  if (untold) {
    return {
      ...row,
      state: 'unknown',
      reason: untold.reason,
      because: [...declaration, ...(untold.because ?? [])],
      isAbsent: untold.isAbsent ?? false,
    };
  }
  return {
    ...row,
    state: 'unseen',
    because: [
      ...declaration,
      ...input.placement.workloadsOf(source).map(({ ref }) => ({
        object: ref,
        says: `Its proxies report, and no such call was seen in ${coveredText(
          input,
        )}.`,
      })),
    ],
    isAbsent: false,
  };
}

/**
 * What entities declare to need beside what they were seen to call, of those that the environment has.
 * @param only - reference of one entity; all when absent
 */
export function compareDependencies(
  input: DependencyInput,
  only?: string,
): ComparedDependency[] {
  const { placement, reading } = input;
  const observed = observedBySource(input);
  const rows: ComparedDependency[] = [];
  for (const entity of reading.placed.all) {
    const source = stringifyEntityRef(entity);
    if (
      (only !== undefined && source !== only) ||
      placement.nodesOf(source).length === 0
    ) {
      continue;
    }
    const calls = observed.get(source) ?? new Map<string, SeenCall[]>();
    const declared = reading.declarations.of(entity, ref => calls.has(ref));
    for (const target of new Set([...calls.keys(), ...declared.keys()])) {
      rows.push(
        compare(
          input,
          source,
          target,
          declared.get(target) ?? [],
          calls.get(target) ?? [],
        ),
      );
    }
  }
  return rows.sort(
    (a, b) =>
      STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) ||
      (b.requestRate ?? 0) - (a.requestRate ?? 0) ||
      (b.byteRate ?? 0) - (a.byteRate ?? 0) ||
      (`${a.source} ${a.target}` < `${b.source} ${b.target}` ? -1 : 1),
  );
}
