import type { KubeObject, Mesh, ObjectRef } from '@ecotrack/mesh-engine';
import type { Clock } from '../clock/clock';
import { Cluster } from '../cluster/Cluster';
import type { ClusterStore } from '../cluster/ClusterStore';
import { loadExamples } from '../cluster/loadExamples';
import type { FaultyCluster } from '../faults/FaultRegistry';
import { faultyWorkloads } from '../faults/faultyWorkloads';
import type { Fault, FaultKind } from '../faults/types';
import { Watches } from '../kube/watch';
import type { Scenario } from '../scenarios/types';
import { TrafficModel } from '../traffic/TrafficModel';

const DROPS_WATCHES: FaultKind[] = [
  'watch-drop',
  'apiserver-away',
  'unreadable-kind',
];

/** A cluster with its telemetry, under the faults that are on. @public */
export class ClusterRuntime implements FaultyCluster {
  readonly name: string;
  readonly watches: Watches;
  readonly traffic: TrafficModel;
  readonly #cluster: Cluster;
  #faults: readonly Fault[] = [];

  constructor(
    scenario: Scenario,
    examplesDir: string,
    clock: Clock,
    seed: number,
  ) {
    this.name = scenario.cluster;
    const manifests = loadExamples(examplesDir, scenario.folder);
    this.#cluster = new Cluster(scenario.cluster, manifests, clock);
    this.watches = new Watches(this.#cluster.store);
    this.traffic = new TrafficModel(scenario, clock, seed);
    this.#updateTraffic();
  }

  /** The objects of the cluster. */
  get store(): ClusterStore {
    return this.#cluster.store;
  }

  /** The mesh that the objects make. */
  get mesh(): Mesh {
    return this.#cluster.mesh;
  }

  /** Whether the Kubernetes API or Prometheus does not answer. */
  isAway(upstream: 'apiserver' | 'prometheus'): boolean {
    return this.#faults.some(({ kind }) => kind === `${upstream}-away`);
  }

  /** Whether nothing is synced from Git. */
  get isSyncPaused(): boolean {
    return this.#faults.some(({ kind }) => kind === 'sync-paused');
  }

  /** Whether the Kubernetes API refuses a path because of the kind that it names. */
  isRefused(path: string): boolean {
    return this.#faults.some(
      ({ resource }) =>
        resource !== undefined && path.split('/').includes(resource),
    );
  }

  /** Creates or replaces an object, as a sync from Git would. */
  apply(object: KubeObject): void {
    this.#cluster.apply(object);
    this.#updateTraffic();
  }

  /** Removes an object, as a sync from Git would. */
  remove(ref: ObjectRef): void {
    this.#cluster.remove(ref);
    this.#updateTraffic();
  }

  setFaults(active: readonly Fault[]): void {
    this.#faults = active;
    const { mesh } = this;
    this.#cluster.setConditions({
      withoutProxy: new Set(
        active
          .filter(({ kind }) => kind === 'missing-sidecar')
          .flatMap(fault => faultyWorkloads(mesh, fault))
          .map(({ namespace, name }) => `${namespace}/${name}`),
      ),
      isControlPlaneAway: active.some(({ kind }) => kind === 'istiod-away'),
    });
    this.#updateTraffic();
  }

  strike(kind: FaultKind): void {
    if (kind === 'watch-gone') {
      this.watches.expire();
    } else if (DROPS_WATCHES.includes(kind)) {
      this.watches.drop();
    }
  }

  #updateTraffic(): void {
    this.traffic.update(this.mesh, this.#faults);
  }
}
