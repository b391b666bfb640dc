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
    this.#listed.set(kind, true);
    this.#observedAt = new Date();
  }

  /** A kind is no longer served. */
  forget(kind: string): void {
    this.#listed.delete(kind);
    this.answered(kind);
  }

  answered(what: string): void {
    this.#failures.delete(what);
    this.#observedAt = new Date();
    if (this.#since && this.#failures.size === 0) {
      this.#since = undefined;
      this.#logger.info('The Kubernetes API answers again');
    }
  }

  failed(what: string, error: Error): void {
    this.#failures.set(what, error);
    if (!this.#since) {
      this.#since = new Date();
      this.#logger.warn(`The Kubernetes API fails: ${error.message}`);
    }
  }

  /** A kind that may not be read does not hide the others, but the view is not called live without it. */
  #isComplete(): boolean {
    return (
      this.#listed.size > 0 &&
      [...this.#listed].every(([kind, listed]) => {
        const failure = this.#failures.get(kind);
        return listed || (failure !== undefined && isForbidden(failure));
      })
    );
  }

  now(): SourceState {
    if (this.#since === undefined) {
      return this.#isComplete()
        ? { state: 'live', observedAt: new Date() }
        : { state: 'unavailable', reason: 'The cluster is being read.' };
    }
    const [failure] = this.#failures.values();
    return {
      state: this.#isComplete() ? 'stale' : 'unavailable',
      observedAt: this.#observedAt,
      since: this.#since,
      reason: failure.message,
    };
  }
}
