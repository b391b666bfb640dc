import {
  Mesh,
  refKey,
  refOf,
  type KubeObject,
  type ObjectRef,
  type Workload,
} from '@ecotrack/mesh-engine';
import type { Clock } from '../clock/clock';
import { ClusterStore } from './ClusterStore';
import { podsOf, replicaSetOf, ZONES } from './pods';
import {
  autoscalerStatus,
  certificateStatus,
  controllerStatus,
  scaleOf,
} from './statuses';

const AGE = 3 * 24 * 3_600_000;
const RUNNING = ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'];

/** What currently goes wrong inside a cluster. */
export interface ClusterConditions {
  /** Workloads whose pods get no proxy, as `namespace/name`. */
  withoutProxy: ReadonlySet<string>;
  isControlPlaneAway: boolean;
}

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

/** A cluster that runs what its manifests say: it adds nodes, namespaces, replica sets, pods and statuses. */
export class Cluster {
  readonly store: ClusterStore;
  readonly #clock: Clock;
  readonly #created: string;
  #conditions: ClusterConditions = {
    withoutProxy: new Set(),
    isControlPlaneAway: false,
  };
  #mesh: { version: number; mesh: Mesh } | undefined;

  constructor(name: string, manifests: readonly KubeObject[], clock: Clock) {
    this.store = new ClusterStore(name, clock);
    this.#clock = clock;
    this.#created = new Date(clock.now() - AGE).toISOString();
    for (const object of [
      ...nodes(),
      ...namespacesOf(manifests),
      ...manifests,
    ]) {
      this.store.apply({
        ...object,
        metadata: { creationTimestamp: this.#created, ...object.metadata },
      });
    }
    this.#reconcile();
  }

  /** The mesh of this cluster, as the engine reads it. */
  get mesh(): Mesh {
    const { version } = this.store;
    if (this.#mesh?.version !== version) {
      this.#mesh = { version, mesh: Mesh.from(this.store.objects) };
    }
    return this.#mesh.mesh;
  }

  /** Creates or replaces an object, and lets the controllers act. */
  apply(object: KubeObject): void {
    const known = this.store.get(refOf(object));
    this.store.apply(
      known?.status === undefined
        ? object
        : { status: known.status, ...object },
    );
    this.#reconcile();
  }

  /** Removes an object, and lets the controllers act. */
  remove(ref: ObjectRef): void {
    this.store.remove(ref);
    this.#reconcile();
  }

  /** Lets things go wrong, or right again. */
  setConditions(conditions: ClusterConditions): void {
    this.#conditions = conditions;
    this.#reconcile();
  }

  #reconcile(): void {
    this.#scale();
    const { mesh } = this;
    const wanted = new Set<string>();
    for (const workload of mesh.workloads) {
      const controller = this.store.get(workload.ref);
      if (controller && RUNNING.includes(controller.kind)) {
        for (const object of this.#run(workload, controller)) {
          wanted.add(refKey(refOf(object)));
        }
      }
    }
    for (const object of [
      ...mesh.objects('Pod'),
      ...mesh.objects('ReplicaSet'),
    ]) {
      const ref = refOf(object);
      if (object.metadata.ownerReferences && !wanted.has(refKey(ref))) {
        this.store.remove(ref);
      }
    }
    for (const object of mesh.objects('HorizontalPodAutoscaler')) {
      this.store.apply({ ...object, status: autoscalerStatus(object, mesh) });
    }
    for (const object of mesh.objects('Certificate')) {
      const status = certificateStatus(object, this.#clock.now());
      this.store.apply({ ...object, status });
    }
  }

  /** What autoscalers do first: as many replicas as they keep at least, where nothing says how many. */
  #scale(): void {
    const { mesh } = this;
    for (const autoscaler of mesh.objects('HorizontalPodAutoscaler')) {
      const { name, replicas } = scaleOf(autoscaler);
      const { namespace = '' } = autoscaler.metadata;
      const workload = mesh.workload(namespace, name);
      const controller = workload && this.store.get(workload.ref);
      const spec = controller?.spec as { replicas?: number } | undefined;
      if (controller && spec && spec.replicas === undefined) {
        this.store.apply({ ...controller, spec: { ...spec, replicas } });
      }
    }
  }

  /** Makes the pods of a workload, and says how they are. */
  #run(workload: Workload, controller: KubeObject): KubeObject[] {
    const { withoutProxy, isControlPlaneAway } = this.#conditions;
    const ready = !(isControlPlaneAway && workload.labels.app === 'istiod');
    const replicaSet = replicaSetOf(controller);
    const owner = replicaSet ? this.store.apply(replicaSet) : controller;
    const pods = podsOf(workload, controller, owner, {
      withoutProxy: withoutProxy.has(`${workload.namespace}/${workload.name}`),
      ready,
    });
    pods.forEach(pod => this.store.apply(pod));
    this.store.apply({
      ...controller,
      status: controllerStatus(
        controller,
        ready ? pods.length : 0,
        pods.length,
      ),
    });
    return replicaSet ? [replicaSet, ...pods] : pods;
  }
}
