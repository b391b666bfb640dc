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

/** Envoy's flags of requests that got no connection to a server: no host, no route, refused or cut. */
const CONNECTION_FLAGS = ['UH', 'UF', 'UO', 'UC', 'NR', 'NC'];
/** Flags of requests that a proxy answers itself: an injected fault, a rate limit, a denial. */
const ANSWERED_BY_PROXY = ['FI', 'RL', 'RLSE', 'UAEX'];
const NEVER_ARRIVED = [...CONNECTION_FLAGS, ...ANSWERED_BY_PROXY];

const hasFlag = ({ responseFlags }: TrafficSample, flags: readonly string[]) =>
  responseFlags.split(',').some(flag => flags.includes(flag));

type Reported = Pick<LatencySample, 'reporter' | 'source' | 'destination'>;

const isOfServer = ({ reporter }: Reported) => reporter !== 'source';

const clientOf = ({ source }: Reported) => [source.namespace, source.workload];

const workloadKey = (sample: Reported, cluster = '') =>
  JSON.stringify([
    ...clientOf(sample),
    cluster,
    sample.destination.namespace,
    sample.destination.workload,
  ]);
const hostKey = (sample: Reported) =>
  JSON.stringify([...clientOf(sample), sample.destination.host]);

/** Where one end does not tell the cluster, the other end's is taken. */
const ANY_CLUSTER = '*';

/** Tells whether a server's end reported what a client's end reports. */
function servedIn(samples: readonly Reported[]): (sample: Reported) => boolean {
  const served = samples.filter(isOfServer);
  const workloads = new Set(
    served.flatMap(sample => [
      workloadKey(sample, sample.destination.cluster),
      workloadKey(sample, ANY_CLUSTER),
    ]),
  );
  const hosts = new Set(served.map(hostKey));
  return sample =>
    sample.destination.workload === 'unknown'
      ? hosts.has(hostKey(sample))
      : workloads.has(workloadKey(sample)) ||
        workloads.has(
          workloadKey(sample, sample.destination.cluster ?? ANY_CLUSTER),
        );
}

/**
 * Both ends of a call report it, and a call counts once. What the server's end reported is the truth for a pair of
 * client and serving workload; of the client's end only that is added which its own proxy ended, so that it never
 * arrived. Where no server's end reports (no proxy, a gateway, or outside the mesh) the client's end is taken.
 * Waypoints are servers' ends.
 *
 * Pairs are of workloads, in several clusters apart, and not of hosts, since a server's proxy names one of the services that select its pod,
 * whichever was called. Flags such as DC, UT and URX are not added: the server counted those requests too.
 */
function countOnce(samples: readonly TrafficSample[]): Call[] {
  const isServed = servedIn(samples);
  return samples
    .filter(
      sample =>
        isOfServer(sample) ||
        hasFlag(sample, NEVER_ARRIVED) ||
        !isServed(sample),
    )
    .map(sample => ({ ...sample, seenByServer: isOfServer(sample) }));
}

/** gRPC codes that are the server's fault: unknown, deadline, unimplemented, internal, unavailable, data loss. */
const GRPC_SERVER_FAULTS = ['2', '4', '12', '13', '14', '15'];

/**
 * Whether a request failed: 5xx, no answer at all, no connection to a server (which can be a 404), or a server's
 * fault in gRPC. Other 4xx and other gRPC codes are the client's doing.
 */
export function isFailed(sample: TrafficSample): boolean {
  const { protocol, responseCode, grpcStatus } = sample;
  return (
    protocol !== 'tcp' &&
    (responseCode.startsWith('5') ||
      responseCode === '0' ||
      hasFlag(sample, CONNECTION_FLAGS) ||
      (protocol === 'grpc' && GRPC_SERVER_FAULTS.includes(grpcStatus)))
  );
}

/** Sums of calls: requests, those that failed, and bytes over TCP, each per second. */
export interface Totals {
  requestRate: number;
  failedRate: number;
  byteRate: number;
}

/** Adds up calls; requests and bytes are kept apart. */
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

/** Share of requests that failed; null without any. */
export function failedShare({
  requestRate,
  failedRate,
}: Totals): number | null {
  return requestRate > 0 ? Math.min(1, failedRate / requestRate) : null;
}

/** All calls of a reading, each once; requests and bytes apart, since ambient proxies report both of one call. */
export function callsOf(traffic: TrafficReading | undefined): Call[] {
  return traffic ? [...countOnce(traffic.http), ...countOnce(traffic.tcp)] : [];
}

/** Mean latencies, the server's end before the client's. */
export function latenciesOf(
  traffic: TrafficReading | undefined,
): LatencySample[] {
  const latency = traffic?.latency ?? [];
  const isServed = servedIn(latency);
  return latency.filter(sample => isOfServer(sample) || !isServed(sample));
}
