import type {
  LatencySample,
  TrafficReading,
  TrafficSample,
} from '../../sources/telemetry/types';

/** Traffic that is counted once, with what the server side saw of its encryption. */
export interface Call extends TrafficSample {
  /** Whether the proxy of the server counted it; only then the encryption is known. */
  seenByServer: boolean;
}

/** Response flags of requests that never reached a server. */
const NEVER_ARRIVED = [
  'UH',
  'UF',
  'UO',
  'NR',
  'UC',
  'DC',
  'LH',
  'URX',
  'NC',
  'UT',
];

function neverArrived({ destination, responseFlags, reporter }: TrafficSample) {
  return (
    reporter === 'source' &&
    (destination.workload === 'unknown' ||
      responseFlags.split(',').some(flag => NEVER_ARRIVED.includes(flag)))
  );
}

const pairOf = ({ source, destination }: TrafficSample) =>
  [
    source.namespace,
    source.workload,
    source.canonicalRevision,
    destination.host,
  ].join(' ');

/**
 * Both ends of a call report it. A call counts once: what the server's end reported is the truth for a pair of client
 * and host; of the client's end only what never arrived is added. Where no server's end reports (no proxy, or outside
 * the mesh) the client's end is taken. Waypoints are servers' ends.
 */
export function countOnce(samples: readonly TrafficSample[]): Call[] {
  const served = new Set(
    samples
      .filter(({ reporter }) => reporter !== 'source')
      .map(sample => pairOf(sample)),
  );
  return samples
    .filter(
      sample =>
        sample.reporter !== 'source' ||
        !served.has(pairOf(sample)) ||
        neverArrived(sample),
    )
    .map(sample => ({ ...sample, seenByServer: sample.reporter !== 'source' }));
}

/** gRPC codes that are the server's fault: unknown, deadline, unimplemented, internal, unavailable, data loss. */
const GRPC_SERVER_FAULTS = ['2', '4', '12', '13', '14', '15'];

/** Whether a call failed: 5xx, no answer at all, or a server's fault in gRPC. */
export function isFailed({
  responseCode,
  grpcStatus,
  protocol,
}: TrafficSample) {
  return (
    protocol !== 'tcp' &&
    (responseCode.startsWith('5') ||
      responseCode === '0' ||
      (protocol === 'grpc' && GRPC_SERVER_FAULTS.includes(grpcStatus)))
  );
}

/** Sums of calls. */
export interface Totals {
  /** Requests per second; null without telemetry. */
  requestRate: number;
  failedRate: number;
  byteRate: number;
}

/** Adds up calls; shares are of requests. */
export function totalsOf(calls: readonly TrafficSample[]): Totals {
  const totals = { requestRate: 0, failedRate: 0, byteRate: 0 };
  for (const call of calls) {
    if (call.protocol === 'tcp') {
      totals.byteRate += call.rate;
    } else {
      totals.requestRate += call.rate;
      totals.failedRate += isFailed(call) ? call.rate : 0;
    }
  }
  return totals;
}

/** All calls of a reading, each once. */
export function callsOf(traffic: TrafficReading | undefined): Call[] {
  return traffic ? countOnce([...traffic.http, ...traffic.tcp]) : [];
}

/** Mean latencies, the server's end before the client's. */
export function latenciesOf(
  traffic: TrafficReading | undefined,
): LatencySample[] {
  const latency = traffic?.latency ?? [];
  const pair = ({ source, destination }: LatencySample) =>
    `${source.namespace} ${source.workload} ${destination.host}`;
  const served = new Set(
    latency.filter(({ reporter }) => reporter !== 'source').map(pair),
  );
  return latency.filter(
    sample => sample.reporter !== 'source' || !served.has(pair(sample)),
  );
}
