import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';
import type { QuestionInput } from '../input';
import type { LatencySample } from '../../sources/telemetry/types';
import {
  callsOf,
  latenciesOf,
  totalsOf,
  type Call,
  type Totals,
} from './calls';
import { isListed, nodeId, sourceOf, targetOf, type Peer } from './peers';

/** A call between two peers. */
export interface PlacedCall {
  call: Call;
  source: Peer;
  target: Peer;
  sourceId: string;
  targetId: string;
}

type PlacedLatency = LatencySample & { targetId: string; sourceId: string };

/** The calls of a reading by where they start and end. */
export class TrafficIndex {
  readonly placed: readonly PlacedCall[];
  readonly #mesh: Mesh;
  readonly #byTarget = new Map<string, PlacedCall[]>();
  readonly #byWorkload = new Map<string, Call[]>();
  readonly #latencies: readonly PlacedLatency[];
  readonly #rates = new Map<string, number>();

  constructor({ mesh, traffic }: QuestionInput) {
    this.#mesh = mesh;
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
      const { call, targetId } = placed;
      const { namespace, workload } = call.destination;
      append(this.#byTarget, targetId, placed);
      append(this.#byWorkload, `${namespace}/${workload}`, call);
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

  /** Sums of the calls that end at a node. */
  totalsInto(id: string): Totals {
    return totalsOf(this.into(id).map(({ call }) => call));
  }

  /** Calls that a workload served, whichever of its services was called. */
  servedBy({ namespace, name }: Workload): readonly Call[] {
    return this.#byWorkload.get(`${namespace}/${name}`) ?? [];
  }

  /**
   * Sums of the calls that end at a service. Of several services in front of the same pods one stands for them all;
   * the others are counted by the calls that ask for their host. The proxy of a gateway reports only what it
   * forwards, so a gateway that nobody in the mesh calls is judged by that.
   */
  totals(service: MeshService): Totals {
    const id = nodeId({ type: 'service', service });
    const served = isListed(this.#mesh, service)
      ? this.into(id)
      : this.placed.filter(
          ({ call }) => call.destination.host === service.host,
        );
    const isGateway = service.workloads.some(
      ({ sidecar }) => sidecar.state === 'gateway',
    );
    const counted =
      served.length === 0 && isGateway
        ? this.placed.filter(({ sourceId }) => sourceId === id)
        : served;
    return totalsOf(counted.map(({ call }) => call));
  }

  /** Mean latency in milliseconds of requests into a node, weighted by requests; null without any. */
  meanLatency(targetId: string, sourceId?: string): number | null {
    return this.#mean(
      sample =>
        sample.targetId === targetId &&
        (sourceId === undefined || sample.sourceId === sourceId),
    );
  }

  /** The same of requests that a workload served, or of one revision of it. */
  meanLatencyOf(
    { namespace, name }: Workload,
    revision?: string,
  ): number | null {
    return this.#mean(
      ({ destination }) =>
        destination.workload === name &&
        destination.namespace === namespace &&
        (revision === undefined || destination.canonicalRevision === revision),
    );
  }

  #mean(fits: (sample: PlacedLatency) => boolean): number | null {
    let weight = 0;
    let sum = 0;
    for (const sample of this.#latencies.filter(fits)) {
      const requests = this.#rates.get(latencyKey(sample)) ?? 0;
      weight += requests;
      sum += requests * sample.mean;
    }
    return weight > 0 ? sum / weight : null;
  }
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) {
    list.push(value);
  } else {
    lists.set(key, [value]);
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
