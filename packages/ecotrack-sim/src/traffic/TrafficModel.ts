import type { Mesh } from '@ecotrack/mesh-engine';
import type { Clock } from '../clock/clock';
import type { Fault } from '../faults/types';
import { labelKey, SCRAPE_INTERVAL, SeriesStore } from '../prometheus/series';
import type { Scenario } from '../scenarios/types';
import { alertLevels } from './alertLevels';
import { flowsOf, type Flow } from './flows';
import { platformLevels } from './platformLevels';
import { requestLevels } from './requestLevels';

const HISTORY = 24 * 3_600_000;
const EXPIRES_AFTER = 30 * 60_000;

/** The telemetry of one cluster: what its objects and faults make of the scenario's calls, since a day ago. */
export class TrafficModel {
  readonly store = new SeriesStore();
  readonly #scenario: Scenario;
  readonly #clock: Clock;
  readonly #since: number;
  readonly #expiries = new Map<string, number>();
  readonly #alertsSince = new Map<string, number>();
  #flows: Flow[] = [];

  constructor(scenario: Scenario, clock: Clock) {
    this.#scenario = scenario;
    this.#clock = clock;
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
    for (const { id, kind } of faults) {
      if (kind === 'expiring-certificate' && !this.#expiries.has(id)) {
        this.#expiries.set(id, this.#clock.now() + EXPIRES_AFTER);
      }
    }
    this.#flows = flowsOf(mesh, this.#scenario, faults);
    const alerts = alertLevels(this.#flows, key => {
      const since = this.#alertsSince.get(key) ?? this.#clock.now();
      this.#alertsSince.set(key, since);
      return since;
    });
    if (alerts.length === 0) {
      this.#alertsSince.clear();
    }
    const levels = [
      ...this.#flows.flatMap(requestLevels),
      ...platformLevels(mesh, this.#flows, faults, {
        since: this.#since,
        expiries: this.#expiries,
      }),
      ...alerts,
    ];
    const pods = new Set(
      mesh.objects('Pod').map(({ metadata }) => metadata.name),
    );
    const current = new Map<string, number | ((time: number) => number)>();
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
    for (const series of this.store.all()) {
      if (!current.has(labelKey(series.labels))) {
        const isKept = series.isCounter && pods.has(series.labels.pod);
        series.set(now, isKept ? 0 : undefined);
      }
    }
  }
}
