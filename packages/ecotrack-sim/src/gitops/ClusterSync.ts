import { isDeepStrictEqual } from 'node:util';
import {
  refKey,
  refOf,
  type KubeObject,
  type ObjectRef,
} from '@ecotrack/mesh-engine';
import type { Clock } from '../clock/clock';
import type { ClusterRuntime } from '../platform/ClusterRuntime';
import { ApplicationState } from './ApplicationState';
import { compare } from './compare';
import { decide } from './decide';
import { operate } from './operate';
import { readApplication, type Application } from './readApplication';
import type { Renderer, Rendering } from './Renderer';
import { isApplication } from './repositoryUrl';
import type { Operation, OperationState } from './status';

/** Why an Application is looked at. */
export type Cause =
  /** A sync that is due is only announced. */
  | { kind: 'look' }
  /** A sync that is due starts. */
  | { kind: 'due' }
  /** A person starts a sync. */
  | { kind: 'asked'; prune: boolean };

/** What a look came to. */
export interface Looked {
  /** A sync should start after the delay. */
  isDue: boolean;
  /** The sync that ran changed Applications themselves. */
  hasOtherApplications: boolean;
  /** The sync that ran. */
  operation?: OperationState;
}

/** There was nothing to look at. */
export const NOTHING: Looked = { isDue: false, hasOtherApplications: false };

/** What the syncs of a cluster need. */
export interface ClusterSyncOptions {
  runtime: ClusterRuntime;
  renderer: Renderer;
  forgeUrl: string;
  clock: Clock;
  /** What the cluster was started with from a folder. */
  startedWith(folder: string): KubeObject[];
}

/** Keeps the Applications of one cluster. */
export class ClusterSync {
  readonly #options: ClusterSyncOptions;
  readonly #states = new Map<string, ApplicationState>();
  #isWriting = false;

  constructor(options: ClusterSyncOptions) {
    this.#options = options;
  }

  get isPaused(): boolean {
    return this.#options.runtime.isSyncPaused;
  }

  /** The Applications that are made from the forge. */
  get applications(): { ref: ObjectRef; application: Application }[] {
    const { runtime, forgeUrl } = this.#options;
    return runtime.store.objects.filter(isApplication).flatMap(object => {
      const application = readApplication(object, forgeUrl);
      return application ? [{ ref: refOf(object), application }] : [];
    });
  }

  /** Calls the listener with the Applications that somebody else's change of the cluster is about. */
  onChange(listener: (refs: ObjectRef[]) => void): () => void {
    return this.#options.runtime.store.onChange(({ object }) => {
      if (this.#isWriting) {
        return;
      }
      const key = refKey(refOf(object));
      const concerned = this.applications
        .map(({ ref }) => ref)
        .filter(
          ref =>
            refKey(ref) === key ||
            this.#states.get(refKey(ref))?.applied.has(key),
        );
      if (concerned.length > 0) {
        listener(concerned);
      }
    });
  }

  #find(ref: ObjectRef): Application | undefined {
    const { runtime, forgeUrl } = this.#options;
    const object = runtime.store.get(ref);
    return object && readApplication(object, forgeUrl);
  }

  #stateOf(ref: ObjectRef, { source }: Application): ApplicationState {
    const key = refKey(ref);
    const { startedWith, clock } = this.#options;
    const state =
      this.#states.get(key) ??
      new ApplicationState(startedWith(source.path), clock);
    this.#states.set(key, state);
    return state;
  }

  /** Compares an Application with Git, and syncs it where it should be. */
  async look(ref: ObjectRef, cause: Cause): Promise<Looked> {
    const before = this.#find(ref);
    const rendering = before && (await this.#options.renderer.render(before));
    const application = this.#find(ref);
    if (!application || !rendering) {
      this.#states.delete(refKey(ref));
      return NOTHING;
    }
    const state = this.#stateOf(ref, application);
    this.#isWriting = true;
    try {
      return this.#act(ref, application, state, rendering, cause);
    } finally {
      this.#isWriting = false;
    }
  }

  #act(
    ref: ObjectRef,
    application: Application,
    state: ApplicationState,
    rendering: Rendering,
    cause: Cause,
  ): Looked {
    const { store } = this.#options.runtime;
    if ('error' in rendering) {
      state.fail(application, rendering.revision, rendering.error);
      this.#publish(ref, state);
      return NOTHING;
    }
    const { revision, objects } = rendering;
    const compared = () => compare(store, objects, state.applied);
    const differences = compared();
    const { starts, error } = decide(
      application,
      state,
      revision,
      objects,
      differences,
    );
    state.compare(application, revision, differences, error);
    this.#publish(ref, state);
    const isDue = starts && !this.isPaused;
    if (cause.kind === 'look' || (cause.kind === 'due' && !isDue)) {
      return { ...NOTHING, isDue };
    }
    const operation: Operation =
      cause.kind === 'asked'
        ? {
            initiatedBy: { username: 'admin' },
            sync: { revision, prune: cause.prune },
          }
        : {
            initiatedBy: { automated: true },
            sync: { revision, prune: application.automated?.prune === true },
          };
    const others = this.applications;
    const over = this.#operate(ref, application, state, objects, operation);
    state.compare(application, revision, compared());
    this.#publish(ref, state);
    return {
      isDue: false,
      hasOtherApplications: !isDeepStrictEqual(others, this.applications),
      operation: over,
    };
  }

  #operate(
    ref: ObjectRef,
    application: Application,
    state: ApplicationState,
    objects: readonly KubeObject[],
    operation: Operation,
  ): OperationState | undefined {
    const { runtime } = this.#options;
    state.begin(application, operation);
    this.#publish(ref, state);
    const differences = compare(runtime.store, objects, state.applied);
    const { hasFailed, message, resources } = operate(
      runtime,
      differences,
      pruned => operation.sync.prune && !this.#isOfAnother(state, pruned),
    );
    if (!hasFailed) {
      const kept = operation.sync.prune
        ? []
        : [...state.applied].filter(([, object]) =>
            runtime.store.get(refOf(object)),
          );
      state.applied = new Map([
        ...kept,
        ...objects.map(object => [refKey(refOf(object)), object] as const),
      ]);
    }
    return state.end(hasFailed ? 'Failed' : 'Succeeded', message, resources);
  }

  /** An object that moved to another Application is not removed by the one that had it. */
  #isOfAnother(state: ApplicationState, ref: ObjectRef): boolean {
    const key = refKey(ref);
    return [...this.#states.values()].some(
      other => other !== state && other.applied.has(key),
    );
  }

  #publish(ref: ObjectRef, { status }: ApplicationState): void {
    const { store } = this.#options.runtime;
    const object = store.get(ref);
    if (object) {
      store.apply({ ...object, status });
    }
  }
}
