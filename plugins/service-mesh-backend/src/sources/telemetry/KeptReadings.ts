import type { SourceState } from './types';

/** A value with the state of its source. */
export interface Kept<T> {
  value?: T;
  state: SourceState;
}

interface Entry {
  value?: unknown;
  observedAt?: Date;
  since?: Date;
  reason?: string;
  asked: number;
  pending?: Promise<void>;
}

const FRESH = 5_000;
const FORGOTTEN = 15 * 60_000;
const MOST = 500;

/**
 * Asks an upstream at most once in five seconds, or less often where told, for the same thing, however many people look, and keeps the last
 * answer: when the upstream is away it is served as stale since then, without waiting for it to come back.
 */
export class KeptReadings {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * @param key - names the question with all of its parameters
   * @param fresh - milliseconds for which an answer is taken as it is
   */
  async read<T>(
    key: string,
    ask: () => Promise<T>,
    fresh = FRESH,
  ): Promise<Kept<T>> {
    const entry = this.#entries.get(key) ?? { asked: -Infinity };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const patience = entry.since === undefined ? fresh : FRESH;
    if (this.#now() - entry.asked >= patience) {
      entry.pending ??= this.#ask(entry, ask);
      const isStale = entry.since !== undefined && entry.value !== undefined;
      if (!isStale) {
        await entry.pending;
      }
    }
    this.#forget();
    return {
      value: entry.value as T | undefined,
      state: this.#stateOf(entry),
    };
  }

  async #ask(entry: Entry, ask: () => Promise<unknown>): Promise<void> {
    try {
      entry.value = await ask();
      entry.observedAt = new Date(this.#now());
      entry.since = undefined;
      entry.reason = undefined;
    } catch (error) {
      entry.since ??= entry.observedAt ?? new Date(this.#now());
      entry.reason = (error as Error).message;
    } finally {
      entry.asked = this.#now();
      entry.pending = undefined;
    }
  }

  #stateOf({ value, observedAt, since, reason }: Entry): SourceState {
    if (since === undefined) {
      return { state: 'live', observedAt };
    }
    return {
      state: value === undefined ? 'unavailable' : 'stale',
      observedAt,
      since,
      reason,
    };
  }

  /** What nobody asked for in a while, and what was asked for longest ago when there is too much. */
  #forget(): void {
    for (const [key, { asked, pending }] of this.#entries) {
      const isOld = this.#now() - asked > FORGOTTEN;
      if (!pending && (isOld || this.#entries.size > MOST)) {
        this.#entries.delete(key);
      }
    }
  }
}
