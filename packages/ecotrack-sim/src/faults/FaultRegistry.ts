import type { Mesh } from '@ecotrack/mesh-engine';
import type { Clock } from '../clock/clock';
import { readFault } from './readFault';
import type { Fault, FaultKind } from './types';

/** Faults that happen once, at the moment they are switched on. */
const MOMENTARY: readonly FaultKind[] = ['watch-drop', 'watch-gone'];

/** A cluster that faults happen to. */
export interface FaultyCluster {
  mesh: Mesh;
  /** Told at each change. */
  setFaults(active: readonly Fault[]): void;
  /** Told when a fault is switched on. */
  strike(kind: FaultKind): void;
}

/** The faults that are on. @public */
export class FaultRegistry {
  readonly #clusters: ReadonlyMap<string, FaultyCluster>;
  readonly #clock: Clock;
  #active: Fault[] = [];
  #count = 0;

  constructor(clusters: ReadonlyMap<string, FaultyCluster>, clock: Clock) {
    this.#clusters = clusters;
    this.#clock = clock;
  }

  /** Oldest first. */
  get active(): readonly Fault[] {
    return this.#active;
  }

  /**
   * Switches a fault on: an object with the fields of `Fault` that its kind takes.
   * @throws FaultError that names the field and what it may be
   */
  switchOn(value: unknown): Fault {
    const read = readFault(value, this.#clusters);
    this.#count++;
    const fault: Fault = {
      id: `fault-${this.#count}`,
      since: this.#clock.now(),
      ...read,
    };
    if (!MOMENTARY.includes(fault.kind)) {
      this.#change(fault.cluster, [...this.#active, fault]);
    }
    this.#clusters.get(fault.cluster)?.strike(fault.kind);
    return fault;
  }

  /** Whether there was such a fault. */
  switchOff(id: string): boolean {
    const fault = this.#active.find(candidate => candidate.id === id);
    if (fault) {
      this.#change(
        fault.cluster,
        this.#active.filter(candidate => candidate !== fault),
      );
    }
    return fault !== undefined;
  }

  #change(cluster: string, active: Fault[]): void {
    this.#active = active;
    this.#clusters
      .get(cluster)
      ?.setFaults(active.filter(fault => fault.cluster === cluster));
  }
}
