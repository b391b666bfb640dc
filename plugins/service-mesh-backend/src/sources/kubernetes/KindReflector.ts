import { setTimeout as sleep } from 'node:timers/promises';
import { Watch, type KubeConfig } from '@kubernetes/client-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { KubeObject } from '@ecotrack/mesh-engine';
import type { KubernetesClient, ServedKind } from './KubernetesClient';

/** What a reflector tells about its kind. */
export interface ReflectorListener {
  /** All objects, after a list. */
  replaced(kind: ServedKind, objects: KubeObject[]): void;
  changed(kind: ServedKind, object: KubeObject, deleted: boolean): void;
  /** Undefined when the API answers again. */
  failed(kind: ServedKind, error: Error | undefined): void;
}

const BACKOFF_MAX = 30_000;
const BACKOFF_MIN = 500;
const WATCH_SECONDS = 290;

/** An event of a watch that only a new list can mend. */
class ExpiredError extends Error {}

/**
 * Keeps one kind of a cluster current: a list in pages, then a watch from its version. A watch that ends resumes where
 * it was; a version that is gone is listed anew; errors are retried with growing pauses.
 */
export class KindReflector {
  readonly #kind: ServedKind;
  readonly #client: KubernetesClient;
  readonly #kubeConfig: KubeConfig;
  readonly #listener: ReflectorListener;
  readonly #logger: LoggerService;
  readonly #signal: AbortSignal;
  #failures = 0;

  constructor(options: {
    kind: ServedKind;
    client: KubernetesClient;
    kubeConfig: KubeConfig;
    listener: ReflectorListener;
    logger: LoggerService;
    signal: AbortSignal;
  }) {
    this.#kind = options.kind;
    this.#client = options.client;
    this.#kubeConfig = options.kubeConfig;
    this.#listener = options.listener;
    this.#logger = options.logger;
    this.#signal = options.signal;
  }

  /** Runs until the signal aborts. */
  async run(): Promise<void> {
    let version: string | undefined;
    while (!this.#signal.aborted) {
      try {
        if (version === undefined) {
          const { objects, resourceVersion } = await this.#client.list(
            this.#kind,
            this.#signal,
          );
          version = resourceVersion;
          this.#listener.replaced(this.#kind, objects);
        }
        this.#listener.failed(this.#kind, undefined);
        version = await this.#watch(version);
      } catch (error) {
        if (this.#signal.aborted) {
          return;
        }
        if (error instanceof ExpiredError) {
          version = undefined;
        } else {
          this.#listener.failed(this.#kind, error as Error);
        }
        this.#logger.debug(
          `${this.#kind.plural}: ${(error as Error).message}; trying again`,
        );
        this.#failures++;
        const pause = Math.min(
          BACKOFF_MAX,
          BACKOFF_MIN * 2 ** (this.#failures - 1),
        );
        await sleep(pause * (0.5 + Math.random() / 2), undefined, {
          signal: this.#signal,
        }).catch(() => undefined);
      }
    }
  }

  /** Resolves with the last version seen when the watch ends without an error. */
  async #watch(from: string): Promise<string> {
    let version = from;
    let expired = false;
    const watch = new Watch(this.#kubeConfig);
    await new Promise<void>((resolve, reject) => {
      watch
        .watch(
          this.#kind.path,
          {
            resourceVersion: from,
            allowWatchBookmarks: true,
            timeoutSeconds: WATCH_SECONDS,
          },
          (type: string, object: KubeObject & { code?: number }) => {
            this.#failures = 0;
            if (type === 'ERROR') {
              expired = object.code === 410;
              return;
            }
            version = object.metadata.resourceVersion ?? version;
            if (type !== 'BOOKMARK') {
              this.#listener.changed(this.#kind, object, type === 'DELETED');
            }
          },
          error => {
            if (expired) {
              reject(new ExpiredError('the version is gone'));
            } else if (error && !isEnd(error)) {
              reject(error);
            } else {
              resolve();
            }
          },
        )
        .then(controller => {
          if (this.#signal.aborted) {
            controller.abort();
          }
          this.#signal.addEventListener('abort', () => controller.abort(), {
            once: true,
          });
        }, reject);
    });
    return version;
  }
}

/** Ends of a stream that say nothing about the server: a connection that was closed is resumed. */
function isEnd(error: Error): boolean {
  return error.name === 'AbortError' || /premature close/i.test(error.message);
}
