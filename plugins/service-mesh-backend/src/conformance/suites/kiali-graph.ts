import type { TrafficSample } from '../../sources/telemetry/types';
import { callsOf } from '../../questions/traffic/calls';

interface Query {
  query: string;
  vector: { metric: Record<string, string>; value: number }[];
}

interface KialiTraffic {
  protocol: string;
  rates: Record<string, string>;
}

interface KialiEdge {
  source: string;
  target: string;
  traffic: KialiTraffic;
  /** The traffic the other way through a waypoint, which Kiali folds into this edge. */
  waypoint?: { fromEdge?: { traffic: KialiTraffic } };
}

interface Case {
  input: { url: string; queries: Query[] };
  expect: { normalized: { edges: KialiEdge[] } };
}

type Verdict =
  | { state: 'passed' }
  | { state: 'failed'; message: string }
  | { state: 'notApplicable'; reason: string };

const REPORTERS: TrafficSample['reporter'][] = [
  'source',
  'waypoint',
  'destination',
];

/** The side that a query asked, where the answer itself does not say. */
function reporterOf(query: string): TrafficSample['reporter'] {
  const [, asked = ''] = /reporter=~?"([^"]*)"/.exec(query) ?? [];
  return REPORTERS.find(name => asked.endsWith(name)) ?? 'source';
}

/** Kiali drops what it calls bad telemetry: a caller without a name in a named cluster, and calls to addresses. */
const isDropped = (metric: Record<string, string>) =>
  (metric.source_workload === 'unknown' &&
    metric.source_cluster !== 'unknown') ||
  (metric.destination_workload === 'unknown' &&
    /^\d+(\.\d+){3}(:\d+)?$/.test(metric.destination_service));

function sampleOf(
  { query }: Query,
  metric: Record<string, string>,
  rate: number,
): TrafficSample {
  const peer = (side: 'source' | 'destination') => ({
    namespace: metric[`${side}_workload_namespace`],
    workload: metric[`${side}_workload`],
    canonicalService: metric[`${side}_canonical_service`],
    canonicalRevision: metric[`${side}_canonical_revision`],
    cluster: metric[`${side}_cluster`],
  });
  return {
    reporter: reporterOf(query),
    source: peer('source'),
    destination: {
      ...peer('destination'),
      host: metric.destination_service,
      serviceName: metric.destination_service_name,
      serviceNamespace: metric.destination_service_namespace,
    },
    protocol: query.includes('istio_tcp')
      ? 'tcp'
      : metric.request_protocol === 'grpc'
      ? 'grpc'
      : 'http',
    responseCode: metric.response_code ?? '',
    grpcStatus: metric.grpc_response_status ?? '',
    responseFlags: metric.response_flags ?? '-',
    security: 'unknown',
    rate,
  };
}

type Rates = Map<string, number>;

const add = (rates: Rates, key: string, rate: number) =>
  rates.set(key, rate + (rates.get(key) ?? 0));

/** Istio counts from the server's side, Kiali from the client's: what a client sent, its server received. */
const BYTES: Record<string, string> = {
  sent: '_received_bytes_total',
  received: '_sent_bytes_total',
};

/** Kiali's options: which rate of each protocol is asked for, and whether services stand between workloads. */
function optionsOf(url: string) {
  const { searchParams } = new URL(url, 'http://kiali');
  const tcp = searchParams.get('rateTcp') ?? 'sent';
  return {
    withServices: searchParams.get('injectServiceNodes') === 'true',
    bytes: BYTES[tcp] ?? '_bytes_total',
    /** Messages of gRPC are no requests, and are not what the portal counts. */
    protocols: [
      ...(searchParams.get('rateHttp') === 'none' ? [] : ['http']),
      ...((searchParams.get('rateGrpc') ?? 'requests') === 'requests'
        ? ['grpc']
        : []),
      ...(tcp === 'none' ? [] : ['tcp']),
    ],
  };
}

type Options = ReturnType<typeof optionsOf>;

/** What the back end counts between workloads; a service stands where no workload is named. */
function counted(
  queries: readonly Query[],
  { withServices, bytes, protocols }: Options,
): Rates {
  const samples = queries
    .filter(
      ({ query }) =>
        query.includes('istio_requests_total') || query.includes(bytes),
    )
    .flatMap(query =>
      query.vector
        .filter(({ metric }) => !isDropped(metric))
        .map(({ metric, value }) => sampleOf(query, metric, value)),
    );
  const rates: Rates = new Map();
  const calls = callsOf({
    at: new Date(0),
    window: 600,
    queries: queries.length,
    http: samples.filter(({ protocol }) => protocol !== 'tcp'),
    tcp: samples.filter(({ protocol }) => protocol === 'tcp'),
    latency: [],
  });
  for (const { source, destination, protocol, rate } of calls) {
    const { serviceName } = destination;
    const service = serviceName.includes('.svc.')
      ? serviceName.split('.')[0]
      : serviceName;
    const target =
      destination.workload === 'unknown' ? service : destination.workload;
    if (!protocols.includes(protocol)) {
      continue;
    }
    if (withServices && ![target, 'PassthroughCluster'].includes(service)) {
      add(rates, `${source.workload} → ${service} ${protocol}`, rate);
      add(rates, `${service} → ${target} ${protocol}`, rate);
    } else {
      add(rates, `${source.workload} → ${target} ${protocol}`, rate);
    }
  }
  return rates;
}

/** The same of Kiali's graph; the key of a node is type|cluster|namespace|workload|app|version|service. */
function expected(edges: readonly KialiEdge[], { protocols }: Options): Rates {
  const nameOf = (key: string) => {
    const [, , , workload, , , service] = key.split('|');
    return workload || service;
  };
  const rates: Rates = new Map();
  const tell = (
    source: string,
    target: string,
    { protocol, rates: told }: KialiTraffic,
  ) => {
    if (protocols.includes(protocol)) {
      add(
        rates,
        `${nameOf(source)} → ${nameOf(target)} ${protocol}`,
        Number(told[protocol] ?? 0),
      );
    }
  };
  for (const { source, target, traffic, waypoint } of edges) {
    tell(source, target, traffic);
    if (waypoint?.fromEdge) {
      tell(target, source, waypoint.fromEdge.traffic);
    }
  }
  return rates;
}

export function decide({ input, expect }: Case): Verdict {
  const options = optionsOf(input.url);
  const rates = counted(input.queries, options);
  const wanted = expected(expect.normalized.edges, options);
  const differences = [...new Set([...rates.keys(), ...wanted.keys()])]
    .filter(
      key =>
        !(Math.abs((rates.get(key) ?? 0) - (wanted.get(key) ?? 0)) <= 0.005),
    )
    .map(key => `${key}: ${rates.get(key)} and not ${wanted.get(key)}`);
  return differences.length === 0
    ? { state: 'passed' }
    : { state: 'failed', message: differences.join('\n') };
}
