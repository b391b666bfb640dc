import type { KubeObject } from '@ecotrack/mesh-engine';
import type { Clock } from '../clock/clock';
import { Cluster } from '../cluster/Cluster';
import { loadExamples } from '../cluster/loadExamples';
import type { Fault } from '../faults/types';
import { Watches } from '../kube/watch';
import type { Scenario } from '../scenarios/types';
import { TrafficModel } from '../traffic/TrafficModel';

const subjects = (faults: readonly Fault[], kind: Fault['kind']) =>
  new Set(
    faults
      .filter(fault => fault.kind === kind)
      .map(({ namespace, name }) => `${namespace}/${name}`),
  );

/** A cluster with its telemetry, under the faults that are on. */
export class ClusterRuntime {
  readonly name: string;
  readonly watches: Watches;
  readonly traffic: TrafficModel;
  readonly #cluster: Cluster;
  #faults: readonly Fault[] = [];

  constructor(scenario: Scenario, examplesDir: string, clock: Clock) {
    this.name = scenario.cluster;
    this.#cluster = new Cluster(
      scenario.cluster,
      loadExamples(examplesDir, scenario.folder),
      clock,
    );
    this.watches = new Watches(this.#cluster.store);
    this.traffic = new TrafficModel(scenario, clock);
    this.#updateTraffic();
  }

  get store() {
    return this.#cluster.store;
  }

  get mesh() {
    return this.#cluster.mesh;
  }

  /** Whether the Kubernetes API or Prometheus does not answer. */
  isAway(upstream: 'apiserver' | 'prometheus'): boolean {
    return this.#faults.some(({ kind }) => kind === `${upstream}-away`);
  }

  /** Creates or replaces an object, as a sync from Git would. */
  apply(object: KubeObject): void {
    this.#cluster.apply(object);
    this.#updateTraffic();
  }

  setFaults(faults: readonly Fault[]): void {
    this.#faults = faults;
    const down = new Set<string>();
    if (faults.some(({ kind }) => kind === 'istiod-away')) {
      for (const { namespace, name, labels } of this.mesh.workloads) {
        if (labels.app === 'istiod') {
          down.add(`${namespace}/${name}`);
        }
      }
    }
    this.#cluster.setConditions({
      withoutProxy: subjects(faults, 'missing-sidecar'),
      down,
    });
    this.#updateTraffic();
  }

  #updateTraffic(): void {
    this.traffic.update(this.mesh, this.#faults);
  }
}
