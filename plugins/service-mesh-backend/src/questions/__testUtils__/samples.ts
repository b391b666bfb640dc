import type {
  LatencySample,
  TrafficReading,
  TrafficSample,
} from '../../sources/telemetry/types';

type Overrides = Partial<Omit<TrafficSample, 'source' | 'destination'>>;

/** Names a peer of the namespace shop; `unknown` names nobody. */
export function peer(workload: string, revision = 'v1') {
  return {
    namespace: workload === 'unknown' ? 'unknown' : 'shop',
    workload,
    canonicalService: workload,
    canonicalRevision: revision,
  };
}

/** A destination: a workload, and the service of that name unless another is given. */
export function destination(
  workload: string,
  serviceName = workload,
  revision = 'v1',
) {
  return {
    ...peer(workload, revision),
    host: serviceName.includes('.')
      ? serviceName
      : `${serviceName}.shop.svc.cluster.local`,
    serviceName,
    serviceNamespace: 'shop',
  };
}

/** Successful requests over mTLS, as the server's proxy reports them. */
export function sample(
  source: string,
  target: string | TrafficSample['destination'],
  rate: number,
  overrides: Overrides = {},
): TrafficSample {
  const reporter = overrides.reporter ?? 'destination';
  return {
    reporter,
    source: peer(source),
    destination: typeof target === 'string' ? destination(target) : target,
    protocol: 'http',
    responseCode: overrides.protocol === 'tcp' ? '' : '200',
    grpcStatus: '',
    responseFlags: '-',
    security: reporter === 'source' ? 'unknown' : 'mutual_tls',
    rate,
    ...overrides,
  };
}

/** Both ends' reports of the same requests. */
export const bothEnds = (
  ...[source, target, rate, overrides]: Parameters<typeof sample>
) => [
  sample(source, target, rate, overrides),
  sample(source, target, rate, {
    ...overrides,
    reporter: 'source',
    security: 'unknown',
  }),
];

/** A reading of fifteen minutes. */
export function readingOf(
  samples: readonly TrafficSample[],
  latency: LatencySample[] = [],
): TrafficReading {
  return {
    at: new Date('2026-03-01T12:00:00Z'),
    window: 900,
    http: samples.filter(({ protocol }) => protocol !== 'tcp'),
    tcp: samples.filter(({ protocol }) => protocol === 'tcp'),
    latency,
    queries: 4,
  };
}
