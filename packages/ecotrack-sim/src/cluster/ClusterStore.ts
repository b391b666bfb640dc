import { isDeepStrictEqual } from 'node:util';
import {
  refKey,
  refOf,
  type KubeObject,
  type ObjectRef,
} from '@ecotrack/mesh-engine';
import type { Clock } from '../clock/clock';
import { uid } from './identifiers';

/** A change of a cluster, as a watch tells it. */
export interface ClusterEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
  resourceVersion: number;
}

const HISTORY = 2_000;

/** The objects of one cluster, with versions and the history that watches resume from. */
export class ClusterStore {
  readonly #name: string;
  readonly #clock: Clock;
  readonly #objects = new Map<string, KubeObject>();
  readonly #listeners = new Set<(event: ClusterEvent) => void>();
  #history: ClusterEvent[] = [];
  #version = 1;
  #oldest = 1;

  constructor(name: string, clock: Clock) {
    this.#name = name;
    this.#clock = clock;
  }

  /** Version of the newest change. */
  get version(): number {
    return this.#version;
  }

  /** All objects. */
  get objects(): KubeObject[] {
    return [...this.#objects.values()];
  }

  get(ref: ObjectRef): KubeObject | undefined {
    return this.#objects.get(refKey(ref));
  }

  /** Creates an object or replaces it; nothing happens when it is equal. */
  apply(object: KubeObject): KubeObject {
    const ref = refOf(object);
    const key = refKey(ref);
    const known = this.#objects.get(key);
    const next: KubeObject = {
      ...object,
      metadata: {
        ...object.metadata,
        uid:
          known?.metadata.uid ?? uid(`${this.#name}/${key}/${this.#version}`),
        creationTimestamp:
          known?.metadata.creationTimestamp ??
          object.metadata.creationTimestamp ??
          new Date(this.#clock.now()).toISOString(),
        generation: known?.metadata.generation ?? 1,
        resourceVersion: known?.metadata.resourceVersion,
      },
    };
    if (known && isDeepStrictEqual(known, next)) {
      return known;
    }
    if (known && !isDeepStrictEqual(known.spec, next.spec)) {
      next.metadata.generation = (known.metadata.generation ?? 1) + 1;
    }
    this.#version++;
    next.metadata.resourceVersion = String(this.#version);
    this.#objects.set(key, next);
    this.#record(known ? 'MODIFIED' : 'ADDED', next);
    return next;
  }

  /** Removes an object if it is there. */
  remove(ref: ObjectRef): void {
    const key = refKey(ref);
    const known = this.#objects.get(key);
    if (known) {
      this.#objects.delete(key);
      this.#version++;
      this.#record('DELETED', {
        ...known,
        metadata: { ...known.metadata, resourceVersion: String(this.#version) },
      });
    }
  }

  #record(type: ClusterEvent['type'], object: KubeObject): void {
    const event = { type, object, resourceVersion: this.#version };
    this.#history.push(event);
    if (this.#history.length > HISTORY) {
      this.#oldest = this.#history[0].resourceVersion;
      this.#history.shift();
    }
    for (const listener of this.#listeners) {
      listener(event);
    }
  }

  /** Forgets the history: watches from before now are answered 410. */
  compact(): void {
    this.#history = [];
    this.#version++;
    this.#oldest = this.#version;
  }

  /** Changes after a version; undefined when they are forgotten. */
  since(version: number): ClusterEvent[] | undefined {
    return version < this.#oldest
      ? undefined
      : this.#history.filter(event => event.resourceVersion > version);
  }

  /** Calls the listener at each change until the answer is called. */
  onChange(listener: (event: ClusterEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
