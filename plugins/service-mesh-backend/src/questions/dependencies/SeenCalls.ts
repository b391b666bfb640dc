import type { Mesh } from '@ecotrack/mesh-engine';
import type { CallHistory } from '../../sources/telemetry/types';
import { nodeId, sourceOf, targetOf, type Peer } from '../traffic/peers';
import type { TrafficIndex } from '../traffic/TrafficIndex';

/** That one peer called another. */
export interface SeenCall {
  source: Peer;
  target: Peer;
  sourceId: string;
  targetId: string;
  requestRate: number;
  byteRate: number;
  /** Undefined when it was seen and the history tells nothing of it. */
  lastSeen?: Date;
}

/** Who called whom in a window, with the time of the last call. */
export class SeenCalls {
  readonly #calls = new Map<string, SeenCall>();

  constructor(
    mesh: Mesh,
    index: Pick<TrafficIndex, 'placed'>,
    history: Pick<CallHistory, 'calls'> | undefined,
  ) {
    for (const { call, source, target } of index.placed) {
      const seen = this.#between(source, target);
      seen[call.protocol === 'tcp' ? 'byteRate' : 'requestRate'] += call.rate;
    }
    for (const past of history?.calls ?? []) {
      const seen = this.#between(sourceOf(mesh, past), targetOf(mesh, past));
      if (!seen.lastSeen || seen.lastSeen < past.lastSeen) {
        seen.lastSeen = past.lastSeen;
      }
    }
  }

  #between(source: Peer, target: Peer): SeenCall {
    const ids = { sourceId: nodeId(source), targetId: nodeId(target) };
    const key = `${ids.sourceId} ${ids.targetId}`;
    const seen = this.#calls.get(key) ?? {
      source,
      target,
      ...ids,
      requestRate: 0,
      byteRate: 0,
    };
    this.#calls.set(key, seen);
    return seen;
  }

  get all(): SeenCall[] {
    return [...this.#calls.values()];
  }

  from(node: string): SeenCall[] {
    return this.all.filter(({ sourceId }) => sourceId === node);
  }

  into(node: string): SeenCall[] {
    return this.all.filter(({ targetId }) => targetId === node);
  }
}

/** Sums of calls: null where there was none of the kind. */
export function figuresOf(calls: readonly SeenCall[]) {
  const sum = (field: 'requestRate' | 'byteRate') =>
    calls.reduce((total, call) => total + call[field], 0) || null;
  const lastSeen = calls
    .flatMap(call => call.lastSeen?.toISOString() ?? [])
    .sort()
    .at(-1);
  return {
    requestRate: sum('requestRate'),
    byteRate: sum('byteRate'),
    lastSeen: lastSeen ?? null,
  };
}

/** What a peer is called. */
export function peerName(peer: Peer): string {
  switch (peer.type) {
    case 'service':
      return peer.service.name;
    case 'workload':
      return peer.workload.name;
    default:
      return peer.name;
  }
}
