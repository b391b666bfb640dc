import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { refOf, type KubeObject, Mesh } from '@ecotrack/mesh-engine';
import type { Snapshot, SourceState } from '../telemetry/types';
import { KindReflector, type ReflectorListener } from './KindReflector';
import { KubernetesClient, type ServedKind } from './KubernetesClient';
import type { ClusterTarget } from './readClusters';
import { trim } from './trim';

const BATCH = 200;
const DISCOVER_AGAIN = 5 * 60_000;
const RETRY = 2_000;

/** Only these ConfigMaps are kept: those that hold a mesh configuration. */
const isRead = (object: KubeObject) =>
  object.kind !== 'ConfigMap' || object.metadata.name === 'istio';

/** An immutable, versioned mesh of one cluster, kept current by watches. */
export class ClusterReader implements ReflectorListener {
  readonly #target: ClusterTarget;
  readonly #logger: LoggerService;
  readonly #client: KubernetesClient;
  readonly #aborter = new AbortController();
  readonly #failed = new Map<string, Error>();
  readonly #listed = new Set<string>();
  readonly #kinds = new Set<string>();
  #mesh = Mesh.from([]);
  #version = 0;
  #upserted: KubeObject[] = [];
  #removed: KubeObject[] = [];
  #batch: NodeJS.Timeout | undefined;
  #observedAt: Date | undefined;
  #since: Date | undefined;

  constructor(target: ClusterTarget, logger: LoggerService) {
    this.#target = target;
    this.#logger = logger.child({ cluster: target.name });
    this.#client = new KubernetesClient(target.kubeConfig);
  }

  /** Starts to read; errors are retried until `stop`. */
  start(): void {
    void this.#discover();
  }

  stop(): void {
    this.#aborter.abort();
    clearTimeout(this.#batch);
  }

  async #discover(): Promise<void> {
    const { signal } = this.#aborter;
    while (!signal.aborted) {
      let pause = DISCOVER_AGAIN;
      try {
        for (const kind of await this.#client.servedKinds(signal)) {
          if (!this.#kinds.has(kind.path)) {
            this.#kinds.add(kind.path);
            void new KindReflector({
              kind,
              client: this.#client,
              kubeConfig: this.#target.kubeConfig,
              listener: this,
              logger: this.#logger,
              signal,
            }).run();
          }
        }
        this.#note('discovery', undefined);
      } catch (error) {
        this.#note('discovery', error as Error);
        pause = RETRY;
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  /** See ReflectorListener. */
  replaced(kind: ServedKind, objects: KubeObject[]): void {
    this.#flush();
    const kept = objects.filter(isRead).map(trim);
    const names = new Set(kept.map(object => JSON.stringify(nameOf(object))));
    this.#removed.push(
      ...this.#mesh
        .objects(kind.kind, kind.group)
        .filter(object => !names.has(JSON.stringify(nameOf(object)))),
    );
    this.#upserted.push(...kept);
    this.#listed.add(kind.path);
    this.#schedule();
  }

  /** See ReflectorListener. */
  changed(kind: ServedKind, object: KubeObject, deleted: boolean): void {
    const complete = {
      ...object,
      apiVersion: kind.apiVersion,
      kind: kind.kind,
    };
    if (isRead(complete)) {
      if (deleted) {
        this.#flush();
        this.#removed.push(complete);
      } else {
        this.#upserted.push(trim(complete));
      }
      this.#schedule();
    }
  }

  /** See ReflectorListener. */
  failed(kind: ServedKind, error: Error | undefined): void {
    this.#note(kind.path, error);
  }

  #note(what: string, error: Error | undefined): void {
    if (error) {
      this.#failed.set(what, error);
      if (!this.#since) {
        this.#since = new Date();
        this.#logger.warn(`The Kubernetes API is away: ${error.message}`);
      }
    } else {
      this.#failed.delete(what);
      this.#observedAt = new Date();
      if (this.#failed.size === 0) {
        this.#since = undefined;
      }
    }
  }

  #schedule(): void {
    this.#batch ??= setTimeout(() => this.#flush(), BATCH);
  }

  #flush(): void {
    clearTimeout(this.#batch);
    this.#batch = undefined;
    if (this.#upserted.length > 0 || this.#removed.length > 0) {
      this.#mesh = this.#mesh.with({
        upserted: this.#upserted,
        removed: this.#removed.map(refOf),
      });
      this.#upserted = [];
      this.#removed = [];
      this.#version++;
    }
  }

  get #state(): SourceState {
    const isComplete =
      this.#kinds.size > 0 && this.#listed.size === this.#kinds.size;
    if (this.#since === undefined) {
      return isComplete
        ? { state: 'live', observedAt: new Date() }
        : { state: 'unavailable', reason: 'The cluster is being read.' };
    }
    const [error] = this.#failed.values();
    return {
      state: isComplete ? 'stale' : 'unavailable',
      observedAt: this.#observedAt,
      since: this.#since,
      reason: error?.message,
    };
  }

  /** The newest view of the cluster. */
  snapshot(): Snapshot {
    this.#flush();
    return { mesh: this.#mesh, version: this.#version, state: this.#state };
  }
}

function nameOf({ metadata }: KubeObject): [string | undefined, string] {
  return [metadata.namespace, metadata.name];
}
