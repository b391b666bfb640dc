import { isDeepStrictEqual } from 'node:util';
import { refKey, refOf, type KubeObject } from '@ecotrack/mesh-engine';
import type { Clock } from '../clock/clock';
import type { Applied, Compared } from './compare';
import type { Application } from './readApplication';
import {
  conditionOf,
  healthOfAll,
  resourcesOf,
  type ApplicationStatus,
  type Operation,
  type OperationState,
} from './status';

const HISTORY = 10;

/** What is remembered of an Application between two looks. */
export class ApplicationState {
  /** Manifests as they were last applied. */
  applied: Applied;
  status: ApplicationStatus | undefined;
  readonly #clock: Clock;

  /** @param objects - what the cluster was started with for this Application */
  constructor(objects: readonly KubeObject[], clock: Clock) {
    this.applied = new Map(
      objects.map(object => [refKey(refOf(object)), object]),
    );
    this.#clock = clock;
  }

  get #now(): string {
    return new Date(this.#clock.now()).toISOString().replace(/\.\d+/, '');
  }

  /** Nothing can be compared. */
  fail(application: Application, revision: string | undefined, error: string) {
    const resources = (this.status?.resources ?? []).map(resource => ({
      ...resource,
      status: 'Unknown' as const,
    }));
    this.#write(application, {
      revision,
      status: 'Unknown',
      resources,
      error: { type: 'ComparisonError', message: error },
    });
  }

  /** What was compared; `syncError` says why nothing starts by itself. */
  compare(
    application: Application,
    revision: string,
    compared: readonly Compared[],
    syncError?: string,
  ) {
    this.#write(application, {
      revision,
      status: compared.every(({ isSynced }) => isSynced)
        ? 'Synced'
        : 'OutOfSync',
      resources: resourcesOf(compared),
      error: syncError ? { type: 'SyncError', message: syncError } : undefined,
    });
  }

  #write(
    { source, destination }: Application,
    looked: {
      revision: string | undefined;
      status: ApplicationStatus['sync']['status'];
      resources: ApplicationStatus['resources'];
      error?: { type: 'ComparisonError' | 'SyncError'; message: string };
    },
  ) {
    const { revision, status, resources, error } = looked;
    const health = status === 'Unknown' ? 'Unknown' : healthOfAll(resources);
    const before = this.status;
    const now = this.#now;
    this.status = {
      sync: {
        status,
        ...(revision && { revision }),
        comparedTo: { source, destination },
      },
      health: {
        status: health,
        lastTransitionTime:
          before?.health.status === health
            ? before.health.lastTransitionTime
            : now,
      },
      resources,
      ...(before?.operationState && { operationState: before.operationState }),
      history: before?.history ?? [],
      conditions: error
        ? [conditionOf(error.type, error.message, before, now)]
        : [],
      reconciledAt: now,
      sourceType: 'Kustomize',
    };
  }

  /** A sync begins. */
  begin({ source }: Application, operation: Operation): void {
    this.#operate({
      operation,
      phase: 'Running',
      message: 'waiting for completion of the sync',
      startedAt: this.#now,
      syncResult: {
        revision: operation.sync.revision,
        source,
        resources: [],
      },
    });
  }

  /** The sync that began is over. */
  end(
    phase: 'Succeeded' | 'Failed',
    message: string,
    resources: OperationState['syncResult']['resources'],
  ): OperationState | undefined {
    const running = this.status?.operationState;
    if (!this.status || !running) {
      return undefined;
    }
    const finishedAt = this.#now;
    const { operation, startedAt, syncResult } = running;
    const over: OperationState = {
      ...running,
      phase,
      message,
      finishedAt,
      syncResult: { ...syncResult, resources },
    };
    this.#operate(over);
    if (phase === 'Succeeded') {
      const { history } = this.status;
      const entry = {
        id: (history.at(-1)?.id ?? -1) + 1,
        revision: syncResult.revision,
        source: syncResult.source,
        deployStartedAt: startedAt,
        deployedAt: finishedAt,
        initiatedBy: operation.initiatedBy,
      };
      this.status.history = [...history, entry].slice(-HISTORY);
    }
    return over;
  }

  #operate(operationState: OperationState): void {
    if (this.status) {
      this.status = { ...this.status, operationState };
    }
  }

  /** Whether this was synced already, and how that ended. */
  attempt({ source }: Application, revision: string) {
    const last = this.status?.operationState;
    return last?.syncResult.revision === revision &&
      isDeepStrictEqual(last.syncResult.source, source)
      ? last.phase
      : undefined;
  }
}
