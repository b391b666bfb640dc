import type { Request, Response } from 'express';
import type { KubeObject } from '@ecotrack/mesh-engine';
import type { ClusterEvent, ClusterStore } from '../cluster/ClusterStore';
import { gone } from './status';

const BOOKMARK_EVERY = 30_000;

/** What a watch shows, and how. */
export interface WatchOptions {
  includes(object: KubeObject): boolean;
  present(object: KubeObject): KubeObject;
  apiVersion: string;
  kind: string;
}

/** The open watches of a cluster. */
export class Watches {
  readonly #store: ClusterStore;
  readonly #open = new Set<{
    response: Response;
    event(type: string, object: object): void;
  }>();

  constructor(store: ClusterStore) {
    this.#store = store;
  }

  /** Answers a watch until the client leaves or the time that it asked for is over. */
  serve(request: Request, response: Response, options: WatchOptions): void {
    const from = Number(request.query.resourceVersion ?? 0);
    const event = (type: string, object: object) => {
      if (!response.writableEnded) {
        response.write(`${JSON.stringify({ type, object })}\n`);
      }
    };
    response.set('content-type', 'application/json');
    response.flushHeaders();
    const missed = from === 0 ? this.#snapshot() : this.#store.since(from);
    if (missed === undefined) {
      event('ERROR', gone(from));
      response.end();
      return;
    }
    const tell = ({ type, object }: ClusterEvent) => {
      if (options.includes(object)) {
        event(type, options.present(object));
      }
    };
    missed.forEach(tell);
    const stop = this.#store.onChange(tell);
    const bookmark = () =>
      event('BOOKMARK', {
        apiVersion: options.apiVersion,
        kind: options.kind,
        metadata: { resourceVersion: String(this.#store.version) },
      });
    const bookmarks =
      request.query.allowWatchBookmarks === 'true'
        ? setInterval(bookmark, BOOKMARK_EVERY)
        : undefined;
    const seconds = Number(request.query.timeoutSeconds ?? 0);
    const timeout =
      seconds > 0
        ? setTimeout(() => response.end(), seconds * 1000)
        : undefined;
    const entry = { response, event };
    this.#open.add(entry);
    response.on('close', () => {
      stop();
      clearInterval(bookmarks);
      clearTimeout(timeout);
      this.#open.delete(entry);
    });
  }

  #snapshot(): ClusterEvent[] {
    return this.#store.objects.map(object => ({
      type: 'ADDED',
      object,
      resourceVersion: this.#store.version,
    }));
  }

  /** Ends all open watches without a word. */
  drop(): void {
    this.#open.forEach(({ response }) => response.destroy());
  }

  /** Tells all open watches that their version is gone, and forgets the history. */
  expire(): void {
    const { version } = this.#store;
    this.#store.compact();
    for (const { event, response } of this.#open) {
      event('ERROR', gone(version));
      response.end();
    }
  }
}
