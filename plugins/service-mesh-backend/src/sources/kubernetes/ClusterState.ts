import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SourceState } from '../telemetry/types';
import { KubernetesError } from './KubernetesClient';

const FORBIDDEN = 403;

const isForbidden = (error: Error) =>
  error instanceof KubernetesError && error.status === FORBIDDEN;

/** Whether a cluster answers, told from what its lists and watches did. */
export class ClusterState {
  readonly #logger: LoggerService;
  /** Kinds that are read, and whether they have been listed. */
  readonly #listed = new Map<string, boolean>();
  readonly #failures = new Map<string, Error>();
  /** Kinds that the API server refuses to list: they do not hide the others. */
  readonly #forbidden = new Set<string>();
  #observedAt: Date | undefined;
  #since: Date | undefined;

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  /** A kind is going to be listed. */
  expect(kind: string): void {
    this.#listed.set(kind, false);
  }

  listed(kind: string): void {
    this.#forbidden.delete(kind);
    this.#listed.set(kind, true);
    this.#observedAt = new Date();
  }

  /** A kind is no longer served. */
  forget(kind: string): void {
    this.#listed.delete(kind);
    this.answered(kind);
  }

  answered(what: string): void {
    this.#forbidden.delete(what);
    this.#failures.delete(what);
    this.#observedAt = new Date();
    if (this.#since && this.#failures.size === 0) {
      this.#since = undefined;
      this.#logger.info('The Kubernetes API answers again');
    }
  }

  failed(what: string, error: Error): void {
    if (isForbidden(error)) {
      if (!this.#forbidden.has(what)) {
        this.#logger.warn(`The portal may not read ${what}: ${error.message}`);
      }
      this.#forbidden.add(what);
      this.#failures.delete(what);
      return;
    }
    this.#failures.set(what, error);
    if (!this.#since) {
      this.#since = new Date();
      this.#logger.warn(`The Kubernetes API fails: ${error.message}`);
    }
  }

  isComplete(): boolean {
    return (
      this.#listed.size > 0 &&
      [...this.#listed].every(
        ([kind, listed]) => listed || this.#forbidden.has(kind),
      )
    );
  }

  now(): SourceState {
    const unreadable =
      this.#forbidden.size > 0 ? [...this.#forbidden].sort() : undefined;
    if (this.#since === undefined) {
      return this.isComplete()
        ? { state: 'live', observedAt: new Date(), unreadable }
        : { state: 'unavailable', reason: 'The cluster is being read.' };
    }
    const [failure] = this.#failures.values();
    return {
      state: this.isComplete() ? 'stale' : 'unavailable',
      observedAt: this.#observedAt,
      since: this.#since,
      reason: failure.message,
      unreadable,
    };
  }
}
