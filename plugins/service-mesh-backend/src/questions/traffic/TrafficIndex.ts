import type { MeshService } from '@ecotrack/mesh-engine';
import type { QuestionInput } from '../input';
import type { LatencySample } from '../../sources/telemetry/types';
import {
  callsOf,
  latenciesOf,
  totalsOf,
  type Call,
  type Totals,
} from './calls';
import { nodeId, sourceOf, targetOf, type Peer } from './peers';

/** A call between two peers. */
export interface PlacedCall {
  call: Call;
  source: Peer;
  target: Peer;
  sourceId: string;
  targetId: string;
}

/** The calls of a reading by where they start and end. */
export class TrafficIndex {
  readonly placed: readonly PlacedCall[];
  readonly #byTarget = new Map<string, PlacedCall[]>();
  readonly #latencies: readonly (LatencySample & {
    targetId: string;
    sourceId: string;
  })[];
  readonly #rates = new Map<string, number>();

  constructor({ mesh, traffic }: QuestionInput) {
    this.placed = callsOf(traffic).map(call => {
      const source = sourceOf(mesh, call);
      const target = targetOf(mesh, call);
      return {
        call,
        source,
        target,
        sourceId: nodeId(source),
        targetId: nodeId(target),
      };
    });
    for (const placed of this.placed) {
      const list = this.#byTarget.get(placed.targetId);
      if (list) {
        list.push(placed);
      } else {
        this.#byTarget.set(placed.targetId, [placed]);
      }
      const { call } = placed;
      if (call.protocol !== 'tcp') {
        const key = latencyKey(call);
        this.#rates.set(key, (this.#rates.get(key) ?? 0) + call.rate);
      }
    }
    this.#latencies = latenciesOf(traffic).map(sample => {
      return {
        ...sample,
        sourceId: nodeId(sourceOf(mesh, sample)),
        targetId: nodeId(targetOf(mesh, sample)),
      };
    });
  }

  /** Calls that end at a node. */
  into(id: string): readonly PlacedCall[] {
    return this.#byTarget.get(id) ?? [];
  }

  /**
   * Sums of the calls that end at a service. The proxy of a gateway reports only what it forwards, so a gateway that
   * nobody in the mesh calls is judged by that.
   */
  totals(service: MeshService): Totals {
    const id = nodeId({ type: 'service', service });
    const served = this.into(id);
    const isGateway = service.workloads.some(
      ({ sidecar }) => sidecar.state === 'gateway',
    );
    const counted =
      served.length === 0 && isGateway
        ? this.placed.filter(({ sourceId }) => sourceId === id)
        : served;
    return totalsOf(counted.map(({ call }) => call));
  }

  /** Mean latency in milliseconds, weighted by requests; null without any. */
  meanLatency(filter: {
    targetId: string;
    sourceId?: string;
    workload?: string;
  }): number | null {
    let weight = 0;
    let sum = 0;
    for (const sample of this.#latencies) {
      const fits =
        sample.targetId === filter.targetId &&
        (filter.sourceId === undefined ||
          sample.sourceId === filter.sourceId) &&
        (filter.workload === undefined ||
          sample.destination.workload === filter.workload);
      if (fits) {
        const requests = this.#rates.get(latencyKey(sample)) ?? 0;
        weight += requests;
        sum += requests * sample.mean;
      }
    }
    return weight > 0 ? sum / weight : null;
  }
}

function latencyKey({
  source,
  destination,
}: Pick<LatencySample, 'source' | 'destination'>) {
  return [
    source.namespace,
    source.workload,
    destination.host,
    destination.namespace,
    destination.workload,
    destination.canonicalRevision,
  ].join(' ');
}
