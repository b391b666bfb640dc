import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { Mesh, refKey, refOf, type KubeObject } from '@ecotrack/mesh-engine';
import type { Snapshot } from '../telemetry/types';
import { Backoff } from './Backoff';
import { ClusterState } from './ClusterState';
import { KindReflector, type ReflectorListener } from './KindReflector';
import { KubernetesClient, type ServedKind } from './KubernetesClient';
import type { ClusterTarget } from './readClusters';
import { isTold, noticeChange, type NoticedChange } from './noticeChange';
import { trim } from './trim';

const BATCH = 200;
const DISCOVER_AGAIN = 60_000;
const DISCOVERY = 'discovery';

/** Names a kind, or a selection of its objects, such as `virtualservices.networking.istio.io`. */
function keyOf({ plural, group, selector }: ServedKind): string {
  const selection = new URLSearchParams(selector).toString();
  return [[plural, group].filter(Boolean).join('.'), selection]
    .filter(Boolean)
    .join(' ');
}

/** An immutable, versioned mesh of one cluster, kept current by watches. */
export class ClusterReader implements ReflectorListener {
  readonly #target: ClusterTarget;
  readonly #logger: LoggerService;
  readonly #client: KubernetesClient;
  readonly #onChanges: (changes: NoticedChange[]) => void;
  readonly #aborter = new AbortController();
  readonly #reflected = new Map<
    string,
    { kind: ServedKind; stop: AbortController }
  >();
  readonly #state: ClusterState;
  #mesh = Mesh.from([]);
  #version = 0;
  #upserted: KubeObject[] = [];
  #removed: KubeObject[] = [];
  #batch: NodeJS.Timeout | undefined;

  /** @param onChanges - told what changed after the first complete view */
  constructor(
    target: ClusterTarget,
    logger: LoggerService,
    onChanges: (changes: NoticedChange[]) => void = () => {},
  ) {
    this.#target = target;
    this.#onChanges = onChanges;
    this.#logger = logger.child({ cluster: target.name });
    this.#client = new KubernetesClient(target.kubeConfig);
    this.#state = new ClusterState(this.#logger);
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
    const backoff = new Backoff();
    while (!signal.aborted) {
      let pause = DISCOVER_AGAIN;
      try {
        this.#reflect(await this.#client.servedKinds(signal));
        this.#state.answered(DISCOVERY);
        backoff.reset();
      } catch (error) {
        if (!signal.aborted) {
          this.#state.failed(DISCOVERY, error as Error);
        }
        pause = backoff.next();
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Starts to read what is served, and stops and forgets what no longer is. */
  #reflect(served: readonly ServedKind[]): void {
    const wanted = new Map(served.map(kind => [keyOf(kind), kind]));
    for (const [key, { kind, stop }] of this.#reflected) {
      if (!wanted.has(key)) {
        stop.abort();
        this.#reflected.delete(key);
        this.#state.forget(key);
        const gone = this.#objectsOf(kind);
        this.#removed.push(...gone);
        this.#schedule();
      }
    }
    for (const [key, kind] of wanted) {
      if (!this.#reflected.has(key)) {
        const stop = new AbortController();
        this.#reflected.set(key, { kind, stop });
        this.#state.expect(key);
        void new KindReflector({
          kind,
          client: this.#client,
          kubeConfig: this.#target.kubeConfig,
          listener: this,
          logger: this.#logger,
          signal: AbortSignal.any([this.#aborter.signal, stop.signal]),
        }).run();
      }
    }
  }

  /** What is held of a kind. */
  #objectsOf({ kind, group, includes }: ServedKind): KubeObject[] {
    this.#flush();
    return this.#mesh.objects(kind, group).filter(includes);
  }

  /** See ReflectorListener. */
  replaced(kind: ServedKind, objects: KubeObject[]): void {
    const kept = objects.filter(kind.includes).map(trim);
    const keys = new Set(kept.map(object => refKey(refOf(object))));
    const gone = this.#objectsOf(kind).filter(
      object => !keys.has(refKey(refOf(object))),
    );
    this.#removed.push(...gone);
    this.#upserted.push(...kept);
    this.#state.listed(keyOf(kind));
    this.#schedule();
  }

  /** See ReflectorListener. */
  changed(kind: ServedKind, object: KubeObject, deleted: boolean): void {
    const { apiVersion } = kind;
    const complete = { ...object, apiVersion, kind: kind.kind };
    if (!kind.includes(complete)) {
      return;
    }
    if (deleted) {
      this.#flush();
      this.#removed.push(complete);
    } else {
      this.#upserted.push(trim(complete));
    }
    this.#schedule();
  }

  /** See ReflectorListener. */
  answered(kind: ServedKind): void {
    this.#state.answered(keyOf(kind));
  }

  /** See ReflectorListener. */
  failed(kind: ServedKind, error: Error): void {
    this.#state.failed(keyOf(kind), error);
  }

  #schedule(): void {
    this.#batch ??= setTimeout(() => this.#flush(), BATCH);
  }

  #notice(): void {
    const changes = [
      ...this.#upserted.map(object => ({ object, after: object })),
      ...this.#removed.map(object => ({ object, after: undefined })),
    ].flatMap(({ object, after }) => {
      const before = isTold(object) && this.#mesh.get(refOf(object));
      return (before && noticeChange(before, after)) || [];
    });
    if (changes.length > 0) {
      this.#onChanges(changes);
    }
  }

  #flush(): void {
    clearTimeout(this.#batch);
    this.#batch = undefined;
    if (this.#upserted.length > 0 || this.#removed.length > 0) {
      this.#notice();
      this.#mesh = this.#mesh.with({
        upserted: this.#upserted,
        removed: this.#removed.map(refOf),
      });
      this.#upserted = [];
      this.#removed = [];
      this.#version++;
    }
  }

  /** The newest view of the cluster. */
  snapshot(): Snapshot {
    this.#flush();
    return {
      mesh: this.#mesh,
      version: this.#version,
      state: this.#state.now(),
    };
  }
}
