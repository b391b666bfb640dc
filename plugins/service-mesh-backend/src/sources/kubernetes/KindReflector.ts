import { setTimeout as sleep } from 'node:timers/promises';
import { Watch, type KubeConfig } from '@kubernetes/client-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { KubeObject } from '@ecotrack/mesh-engine';
import { Backoff } from './Backoff';
import {
  KubernetesError,
  type KubernetesClient,
  type ServedKind,
} from './KubernetesClient';

/** What a reflector tells about its kind. */
export interface ReflectorListener {
  /** All objects, after a list. */
  replaced(kind: ServedKind, objects: KubeObject[]): void;
  changed(kind: ServedKind, object: KubeObject, deleted: boolean): void;
  /** A watch is open: what was told is current. */
  answered(kind: ServedKind): void;
  failed(kind: ServedKind, error: Error): void;
}

const WATCH_SECONDS = 290;
/** A server that does not end a watch in time is taken for dead. */
const WATCH_DEADLINE = (WATCH_SECONDS + 30) * 1000;
const CONNECT_DEADLINE = 30_000;
const GONE = 410;

/** Object of an event: of the kind, or a `Status` when the type is ERROR. */
type Told = KubeObject & { code?: number; message?: string };

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
  readonly #backoff = new Backoff();
  #version: string | undefined;

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
    while (!this.#signal.aborted) {
      try {
        this.#version ??= await this.#list();
        await this.#watch(this.#version);
      } catch (error) {
        this.#note(error as Error);
      }
      await sleep(this.#backoff.next(), undefined, {
        signal: this.#signal,
      }).catch(() => undefined);
    }
  }

  #note(error: Error): void {
    if (this.#signal.aborted) {
      return;
    }
    this.#logger.debug(`${this.#kind.path}: ${error.message}; trying again`);
    if (error instanceof KubernetesError && error.status === GONE) {
      this.#version = undefined;
    } else {
      this.#listener.failed(this.#kind, error);
    }
  }

  async #list(): Promise<string> {
    const { objects, resourceVersion } = await this.#client.list(
      this.#kind,
      this.#signal,
    );
    if (!this.#signal.aborted) {
      this.#listener.replaced(this.#kind, objects);
    }
    return resourceVersion;
  }

  #told(type: string, object: Told): void {
    if (type === 'ERROR') {
      throw new KubernetesError(
        object.code ?? 500,
        `The watch of ${this.#kind.plural} ended: ${object.message}`,
      );
    }
    this.#backoff.reset();
    this.#version = object.metadata.resourceVersion ?? this.#version;
    if (type !== 'BOOKMARK' && !this.#signal.aborted) {
      this.#listener.changed(this.#kind, object, type === 'DELETED');
    }
  }

  /** Resolves when the watch ends without an error. */
  #watch(resourceVersion: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const stopped = AbortSignal.any([
        this.#signal,
        AbortSignal.timeout(WATCH_DEADLINE),
      ]);
      let isOver = false;
      let refused: Error | undefined;
      const end = (error?: Error | null) => {
        isOver = true;
        const cause = refused ?? (error && this.#causeOf(error));
        if (cause) {
          reject(cause);
        } else {
          resolve();
        }
      };
      const connecting = setTimeout(
        () => end(new Error(`${this.#kind.path} does not answer`)),
        CONNECT_DEADLINE,
      );
      const parameters = {
        ...this.#kind.selector,
        resourceVersion,
        allowWatchBookmarks: true,
        timeoutSeconds: WATCH_SECONDS,
      };
      const tell = (type: string, object: Told) => {
        try {
          this.#told(type, object);
        } catch (error) {
          refused ??= error as Error;
        }
      };
      new Watch(this.#kubeConfig)
        .watch(this.#kind.path, parameters, tell, end)
        .then(controller => {
          if (isOver || stopped.aborted) {
            controller.abort();
            return;
          }
          stopped.addEventListener('abort', () => controller.abort(), {
            once: true,
          });
          this.#listener.answered(this.#kind);
        })
        .catch(end)
        .finally(() => clearTimeout(connecting));
    });
  }

  /** Nothing for an end that says nothing about the server: a connection that was closed is resumed. */
  #causeOf(error: Error & { statusCode?: number }): Error | undefined {
    if (error.name === 'AbortError' || /premature close/i.test(error.message)) {
      return undefined;
    }
    return error.statusCode === undefined
      ? error
      : new KubernetesError(
          error.statusCode,
          `${this.#kind.path} answered ${error.statusCode} to a watch`,
        );
  }
}
