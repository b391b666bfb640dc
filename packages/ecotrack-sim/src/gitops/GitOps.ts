import { refKey, type KubeObject, type ObjectRef } from '@ecotrack/mesh-engine';
import type { Clock } from '../clock/clock';
import type { ClusterRuntime } from '../platform/ClusterRuntime';
import { ClusterSync, NOTHING, type Cause, type Looked } from './ClusterSync';
import type { Forge } from '../forge/model';
import { renderExamples } from '../cluster/loadExamples';
import { Renderer } from './Renderer';
import { atForge } from './repositoryUrl';
import type { OperationState } from './status';

const EVERY = 3 * 60_000;
const TICK = 1_000;

/** A sync that cannot start. */
export class SyncError extends Error {
  /** HTTP status. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What the syncs from Git need. */
export interface GitOpsOptions {
  clusters: ReadonlyMap<string, ClusterRuntime>;
  forge: Forge;
  /** Folder of the examples that the clusters were started with. */
  examplesDir: string;
  clock: Clock;
  /** Milliseconds between a change of Git and its sync. */
  delay: number;
}

/** Gives the Applications of clusters the address that their repository has at a forge. */
export function pointAtForge(
  clusters: ReadonlyMap<string, ClusterRuntime>,
  forgeUrl: string,
): void {
  for (const { store } of clusters.values()) {
    store.objects.forEach(object => store.apply(atForge(object, forgeUrl)));
  }
}

/** Keeps the clusters as Git says: looks when a branch moves, when a cluster changes and every 3 minutes. @public */
export class GitOps {
  readonly #options: GitOpsOptions;
  readonly #clusters: ReadonlyMap<string, ClusterSync>;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #pending = new Set<string>();
  #stops: (() => void)[] = [];
  readonly #paused = new Set<ClusterSync>();
  #queue: Promise<unknown> = Promise.resolve();
  #next = 0;
  #isClosed = false;

  private constructor(options: GitOpsOptions) {
    const { clusters, forge, examplesDir, clock } = options;
    const renderer = new Renderer(forge);
    const startedWith = (folder: string): KubeObject[] =>
      renderExamples(examplesDir, folder).resources.map(({ object }) =>
        atForge(object, forge.url),
      );
    this.#options = options;
    this.#clusters = new Map(
      [...clusters].map(([name, runtime]) => [
        name,
        new ClusterSync({
          runtime,
          renderer,
          forgeUrl: forge.url,
          clock,
          startedWith,
        }),
      ]),
    );
  }

  /** Syncs everything a first time, then follows Git and the clusters. */
  static async start(options: GitOpsOptions): Promise<GitOps> {
    const gitops = new GitOps(options);
    await gitops.#start();
    return gitops;
  }

  async #start(): Promise<void> {
    const { forge, clock } = this.#options;
    this.#next = clock.now() + EVERY;
    const tick = setInterval(() => this.#tick(), TICK).unref();
    this.#stops = [
      forge.onMoved(({ repository }) => this.#moved(repository)),
      ...[...this.#clusters.values()].map(cluster =>
        cluster.onChange(refs => refs.forEach(ref => this.#soon(cluster, ref))),
      ),
      () => clearInterval(tick),
    ];
    await Promise.all(
      this.#all().map(([cluster, ref]) =>
        this.#look(cluster, ref, { kind: 'due' }),
      ),
    );
  }

  /**
   * Syncs an Application now, as a person would.
   * @throws SyncError when there is no such Application, or syncs are paused
   */
  async sync(
    cluster: string,
    application: { namespace: string; name: string },
    { prune = false }: { prune?: boolean } = {},
  ): Promise<OperationState> {
    const { namespace, name } = application;
    const found = this.#clusters.get(cluster);
    const ref = found?.applications.find(
      one => one.ref.namespace === namespace && one.ref.name === name,
    )?.ref;
    if (!found || !ref) {
      throw new SyncError(
        404,
        `${cluster} has no Application ${name} in ${namespace} that is made from the forge`,
      );
    }
    if (found.isPaused) {
      throw new SyncError(409, `syncs of ${cluster} are paused`);
    }
    const { operation } = await this.#look(found, ref, {
      kind: 'asked',
      prune,
    });
    if (!operation) {
      throw new SyncError(
        422,
        `${name} cannot be compared with Git; its condition says why`,
      );
    }
    return operation;
  }

  /** Stops following. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stops.forEach(stop => stop());
    this.#timers.forEach(timer => clearTimeout(timer));
    await this.#queue;
  }

  #all(): [ClusterSync, ObjectRef][] {
    return [...this.#clusters.values()].flatMap(cluster =>
      cluster.applications.map(({ ref }): [ClusterSync, ObjectRef] => [
        cluster,
        ref,
      ]),
    );
  }

  #moved(repository: string): void {
    for (const cluster of this.#clusters.values()) {
      for (const { ref, application } of cluster.applications) {
        if (application.repository === repository) {
          this.#soon(cluster, ref);
        }
      }
    }
  }

  #tick(): void {
    const resumed = [...this.#paused].filter(({ isPaused }) => !isPaused);
    resumed.forEach(cluster => this.#paused.delete(cluster));
    const now = this.#options.clock.now();
    if (resumed.length > 0 || now >= this.#next) {
      this.#next = now + EVERY;
      this.#all().forEach(([cluster, ref]) => this.#soon(cluster, ref));
    }
  }

  #keyOf(cluster: ClusterSync, ref: ObjectRef): string {
    return `${[...this.#clusters.values()].indexOf(cluster)}/${refKey(ref)}`;
  }

  /** Looks at an Application once, however often it is asked before that happens. */
  #soon(cluster: ClusterSync, ref: ObjectRef): void {
    const key = this.#keyOf(cluster, ref);
    if (this.#pending.has(key)) {
      return;
    }
    this.#pending.add(key);
    this.#later(() => {
      this.#pending.delete(key);
      return this.#lookNow(cluster, ref, { kind: 'look' });
    });
  }

  #look(cluster: ClusterSync, ref: ObjectRef, cause: Cause): Promise<Looked> {
    return this.#enqueue(() => this.#lookNow(cluster, ref, cause));
  }

  async #lookNow(
    cluster: ClusterSync,
    ref: ObjectRef,
    cause: Cause,
  ): Promise<Looked> {
    if (this.#isClosed) {
      return NOTHING;
    }
    if (cluster.isPaused) {
      this.#paused.add(cluster);
    }
    const { delay } = this.#options;
    const looked = await cluster.look(
      ref,
      cause.kind === 'look' && delay === 0 ? { kind: 'due' } : cause,
    );
    if (looked.isDue) {
      this.#startLater(cluster, ref, delay);
    }
    if (looked.hasOtherApplications) {
      cluster.applications.forEach(one => this.#soon(cluster, one.ref));
    }
    return looked;
  }

  #startLater(cluster: ClusterSync, ref: ObjectRef, delay: number): void {
    const key = this.#keyOf(cluster, ref);
    if (!this.#timers.has(key)) {
      const start = () => {
        this.#timers.delete(key);
        this.#later(() => this.#lookNow(cluster, ref, { kind: 'due' }));
      };
      this.#timers.set(key, setTimeout(start, delay).unref());
    }
  }

  #later(task: () => Promise<unknown>): void {
    this.#enqueue(task).catch((error: Error) =>
      process.emitWarning(`A sync was given up: ${error.message}`),
    );
  }

  #enqueue<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(task);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}
