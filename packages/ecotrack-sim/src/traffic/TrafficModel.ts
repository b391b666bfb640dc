import type { Mesh } from '@ecotrack/mesh-engine';
import type { Clock } from '../clock/clock';
import type { Fault } from '../faults/types';
import {
  labelKey,
  SCRAPE_INTERVAL,
  SeriesStore,
  type Level,
} from '../prometheus/series';
import type { Scenario } from '../scenarios/types';
import { alertLevels, failingServices } from './alertLevels';
import { flowsOf, type Flow } from './flows';
import type { SeriesLevel } from './levels';
import { platformLevels } from './platformLevels';
import { requestLevels } from './requestLevels';

const HISTORY = 24 * 3_600_000;

/** The telemetry of one cluster: what its objects and faults make of the scenario's calls, since a day ago. */
export class TrafficModel {
  readonly store = new SeriesStore();
  readonly #scenario: Scenario;
  readonly #clock: Clock;
  readonly #seed: number;
  readonly #since: number;
  #failingSince = new Map<string, number>();
  #flows: Flow[] = [];

  constructor(scenario: Scenario, clock: Clock, seed: number) {
    this.#scenario = scenario;
    this.#clock = clock;
    this.#seed = seed;
    this.#since =
      Math.floor((clock.now() - HISTORY) / SCRAPE_INTERVAL) * SCRAPE_INTERVAL;
  }

  /** What flows now. */
  get flows(): readonly Flow[] {
    return this.#flows;
  }

  /** Reads the mesh and the faults anew; what changes, changes from now on. */
  update(mesh: Mesh, faults: readonly Fault[]): void {
    const isFirst = this.store.names.length === 0;
    const now = isFirst ? this.#since : this.#clock.now();
    this.#flows = flowsOf(mesh, this.#scenario, faults);
    const failing = failingServices(this.#flows);
    this.#failingSince = new Map(
      [...failing.keys()].map(host => [
        host,
        this.#failingSince.get(host) ?? now,
      ]),
    );
    this.#apply(now, mesh, [
      ...this.#flows.flatMap(flow => requestLevels(flow, this.#seed)),
      ...platformLevels(mesh, this.#flows, faults, this.#since),
      ...alertLevels(mesh, faults, failing, this.#failingSince),
    ]);
  }

  #apply(now: number, mesh: Mesh, levels: readonly SeriesLevel[]): void {
    const current = new Map<string, Level>();
    for (const { labels, level } of levels) {
      const key = labelKey(labels);
      const known = current.get(key);
      current.set(
        key,
        typeof level === 'number' && typeof known === 'number'
          ? known + level
          : level,
      );
    }
    for (const { labels, kind, phase } of levels) {
      this.store
        .series(labels, kind, phase)
        .set(now, current.get(labelKey(labels)));
    }
    const running = new Set(
      mesh
        .objects('Pod')
        .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    );
    for (const series of this.store.all()) {
      const { labels, kind } = series;
      if (!current.has(labelKey(labels))) {
        const isQuiet =
          kind !== 'gauge' && running.has(`${labels.namespace}/${labels.pod}`);
        series.set(now, isQuiet ? 0 : undefined);
      }
    }
  }
}
