import type { ObservedDependency } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { ObservedEdge } from './observedEdges';

const HOUR = 3_600_000;

const keyOf = ({ target, environment }: ObservedDependency) =>
  `${target} ${environment}`;

/** Figures change at most once an hour, so that entities do not either. */
function put(
  known: Map<string, ObservedDependency>,
  dependency: ObservedDependency,
) {
  const before = known.get(keyOf(dependency));
  if (!before || before.lastSeen < dependency.lastSeen) {
    known.set(keyOf(dependency), dependency);
  }
}

/** The calls that were seen lately, by the entity that makes them. */
export class ObservedCalls {
  readonly #bySource = new Map<string, Map<string, ObservedDependency>>();
  readonly #environments: ReadonlySet<string>;
  readonly #keep: number;
  readonly #now: () => number;

  /**
   * @param environments - those whose calls may be told; what is remembered of others is not
   * @param keep - milliseconds after which a call that is not seen any more is forgotten
   */
  constructor({
    environments,
    keep,
    now,
  }: {
    environments: readonly string[];
    keep: number;
    now: () => number;
  }) {
    this.#environments = new Set(environments);
    this.#keep = keep;
    this.#now = now;
  }

  /** Adds what was seen now. */
  add(edges: readonly ObservedEdge[]): void {
    const now = this.#now();
    const lastSeen = new Date(now - (now % HOUR)).toISOString();
    for (const { source, dependency } of edges) {
      const known = this.#bySource.get(source) ?? new Map();
      this.#bySource.set(source, known);
      const { requestRate } = dependency;
      put(known, {
        ...dependency,
        requestRate: requestRate && Number(requestRate.toPrecision(2)),
        lastSeen,
      });
    }
    this.#forget();
  }

  /**
   * What an entity was seen to call, by target and environment.
   * @param remembered - what this answered earlier, perhaps before a restart
   */
  of(
    source: string,
    remembered: readonly ObservedDependency[],
  ): ObservedDependency[] {
    const merged = new Map<string, ObservedDependency>();
    remembered.forEach(dependency => put(merged, dependency));
    this.#bySource.get(source)?.forEach(dependency => put(merged, dependency));
    return [...merged.entries()]
      .filter(
        ([, dependency]) =>
          this.#environments.has(dependency.environment) &&
          this.#isKept(dependency),
      )
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, dependency]) => dependency);
  }

  #isKept({ lastSeen }: ObservedDependency): boolean {
    return Date.parse(lastSeen) > this.#now() - this.#keep - HOUR;
  }

  #forget() {
    for (const [source, known] of this.#bySource) {
      for (const [key, dependency] of known) {
        if (!this.#isKept(dependency)) {
          known.delete(key);
        }
      }
      if (known.size === 0) {
        this.#bySource.delete(source);
      }
    }
  }
}
