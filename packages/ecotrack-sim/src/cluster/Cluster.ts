import { Mesh, refKey, refOf, type KubeObject } from '@ecotrack/mesh-engine';
import type { Clock } from '../clock/clock';
import { ClusterStore } from './ClusterStore';
import { podsOf, replicaSetOf, ZONES } from './pods';

const AGE = 3 * 24 * 3_600_000;

/** What currently goes wrong inside a cluster; keys are `namespace/workload`. */
export interface ClusterConditions {
  withoutProxy: ReadonlySet<string>;
  down: ReadonlySet<string>;
}

const HEALTHY: ClusterConditions = { withoutProxy: new Set(), down: new Set() };

function nodes(): KubeObject[] {
  return ZONES.map(zone => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: `node-${zone}`,
      labels: {
        'topology.kubernetes.io/zone': zone,
        'topology.kubernetes.io/region': zone.slice(0, -1),
      },
    },
    spec: {},
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  }));
}

function namespacesOf(manifests: readonly KubeObject[]): KubeObject[] {
  const names = new Set(
    manifests.flatMap(({ metadata }) => metadata.namespace ?? []),
  );
  return [...names].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    status: { phase: 'Active' },
  }));
}

function controllerStatus(
  controller: KubeObject,
  ready: number,
  replicas: number,
) {
  return {
    ...(controller.status as object | undefined),
    observedGeneration: controller.metadata.generation ?? 1,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: ready,
    availableReplicas: ready,
    ...(controller.kind === 'Deployment' && {
      conditions: [
        { type: 'Available', status: ready > 0 ? 'True' : 'False' },
        {
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
        },
      ],
    }),
  };
}

/** A cluster that runs what its manifests say: it adds nodes, namespaces, replica sets, pods and statuses. */
export class Cluster {
  readonly store: ClusterStore;
  readonly #created: string;
  #conditions = HEALTHY;

  constructor(name: string, manifests: readonly KubeObject[], clock: Clock) {
    this.store = new ClusterStore(name, clock);
    this.#created = new Date(clock.now() - AGE).toISOString();
    for (const object of [
      ...nodes(),
      ...namespacesOf(manifests),
      ...manifests,
    ]) {
      this.#applyAged(object);
    }
    this.#runWorkloads();
  }

  #applyAged(object: KubeObject): KubeObject {
    return this.store.apply({
      ...object,
      metadata: { creationTimestamp: this.#created, ...object.metadata },
    });
  }

  /** The mesh of this cluster, as the engine reads it. */
  get mesh(): Mesh {
    return Mesh.from(this.store.objects);
  }

  /** Creates or replaces an object, as a sync from Git would, and lets the controllers act. */
  apply(object: KubeObject): void {
    this.store.apply(object);
    this.#runWorkloads();
  }

  /** Lets things go wrong, or right again. */
  setConditions(conditions: ClusterConditions): void {
    this.#conditions = conditions;
    this.#runWorkloads();
  }

  #runWorkloads(): void {
    const wanted = new Set<string>();
    const { mesh } = this;
    for (const workload of mesh.workloads) {
      const controller = this.store.get(workload.ref);
      const runs = ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'];
      if (controller && runs.includes(controller.kind)) {
        const key = `${workload.namespace}/${workload.name}`;
        const ready = !this.#conditions.down.has(key);
        const replicaSet = replicaSetOf(controller);
        const owner = replicaSet ? this.#applyAged(replicaSet) : controller;
        const pods = podsOf(workload, controller, owner, {
          withoutProxy: this.#conditions.withoutProxy.has(key),
          ready,
        });
        for (const object of [...(replicaSet ? [replicaSet] : []), ...pods]) {
          wanted.add(refKey(refOf(object)));
        }
        pods.forEach(pod => this.store.apply(pod));
        this.store.apply({
          ...controller,
          status: controllerStatus(
            controller,
            ready ? pods.length : 0,
            pods.length,
          ),
        });
      }
    }
    for (const object of this.store.objects) {
      const isRun = object.kind === 'Pod' || object.kind === 'ReplicaSet';
      if (isRun && !wanted.has(refKey(refOf(object)))) {
        this.store.remove(refOf(object));
      }
    }
  }
}
