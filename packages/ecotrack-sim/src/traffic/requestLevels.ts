import type { Workload } from '@ecotrack/mesh-engine';
import { fraction } from '../cluster/identifiers';
import type { Flow } from './flows';
import type { SeriesLevel } from './levels';

/** Upper edges of Envoy's default histogram, in milliseconds. */
const EDGES = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000,
  60_000, 300_000, 600_000, 1_800_000, 3_600_000,
];
/** Shape of the log-logistic distribution of latencies. */
const SHAPE = 3.2;
const MEAN_OF_MEDIAN = Math.PI / SHAPE / Math.sin(Math.PI / SHAPE);

const shareBelow = (edge: number, median: number) =>
  1 / (1 + (median / edge) ** SHAPE);

function peer(side: 'source' | 'destination', known: Workload | undefined) {
  return {
    [`${side}_workload`]: known?.name ?? 'unknown',
    [`${side}_workload_namespace`]: known?.namespace ?? 'unknown',
    [`${side}_app`]: known?.labels.app ?? 'unknown',
    [`${side}_version`]: known?.labels.version ?? 'unknown',
    [`${side}_canonical_service`]: known?.canonicalName ?? 'unknown',
    [`${side}_canonical_revision`]: known?.canonicalRevision ?? 'latest',
    [`${side}_cluster`]: known ? 'Kubernetes' : 'unknown',
  };
}

function commonLabels(flow: Flow, reporter: 'source' | 'destination') {
  const { source, destination, service, encrypted, sourceNamed } = flow;
  const isKnown = reporter === 'source' || sourceNamed;
  return {
    reporter,
    ...peer('source', isKnown ? source : undefined),
    ...peer('destination', destination),
    source_principal: (encrypted && source?.spiffe) || 'unknown',
    destination_principal: (encrypted && destination?.spiffe) || 'unknown',
    destination_service: service.host,
    destination_service_name: service.name,
    destination_service_namespace: service.namespace,
    connection_security_policy:
      reporter === 'source' ? 'unknown' : encrypted ? 'mutual_tls' : 'none',
  };
}

/** Pods whose proxies report a side of a flow. A gateway reports what it sends, not what it receives. */
function reporters(
  reporter: 'source' | 'destination',
  workload: Workload | undefined,
): Workload['pods'] {
  return (workload?.pods ?? []).filter(
    ({ dataPlane, ready }) =>
      ready &&
      (dataPlane === 'sidecar' ||
        (dataPlane === 'gateway' && reporter === 'source')),
  );
}

/** Answers of a flow with the share of each. A gRPC error is an answer with the HTTP status 200. */
function outcomes({ protocol, errorShare, unreachable }: Flow) {
  const outcome = (
    share: number,
    code: string,
    grpcStatus: string,
    flags: string,
  ): { share: number; labels: Record<string, string> } => ({
    share,
    labels: {
      request_protocol: protocol,
      response_code: code,
      response_flags: flags,
      ...(protocol === 'grpc' && { grpc_response_status: grpcStatus }),
    },
  });
  if (unreachable) {
    return [outcome(1, '503', '14', 'UH')];
  }
  const failed = protocol === 'grpc' ? '200' : '500';
  return [
    outcome(1 - errorShare, '200', '0', '-'),
    outcome(errorShare, failed, '13', '-'),
  ].filter(({ share }) => share > 0);
}

interface End {
  labels: Record<string, string>;
  /** Part of the flow that this pod sees. */
  part: number;
  phase: number;
}

function httpLevels(flow: Flow, { labels, part, phase }: End): SeriesLevel[] {
  const duration = 'istio_request_duration_milliseconds';
  return outcomes(flow).flatMap(({ share, labels: answer }) => {
    const requests = flow.rate * part * share;
    const counter = (
      name: string,
      kind: 'count' | 'sum',
      level: number,
      extra?: Record<string, string>,
    ): SeriesLevel => ({
      labels: { __name__: name, ...labels, ...answer, ...extra },
      kind,
      level,
      phase,
    });
    const bucket = (le: string, level: number) =>
      counter(`${duration}_bucket`, 'count', level, { le });
    return [
      counter('istio_requests_total', 'count', requests),
      counter(`${duration}_count`, 'count', requests),
      counter(
        `${duration}_sum`,
        'sum',
        requests * flow.latency * MEAN_OF_MEDIAN,
      ),
      ...EDGES.map(edge =>
        bucket(String(edge), requests * shareBelow(edge, flow.latency)),
      ),
      bucket('+Inf', requests),
    ];
  });
}

const TCP_SHARES: Record<string, number> = {
  istio_tcp_received_bytes_total: 0.3,
  istio_tcp_sent_bytes_total: 0.7,
  istio_tcp_connections_opened_total: 1e-5,
  istio_tcp_connections_closed_total: 1e-5,
};

function tcpLevels(flow: Flow, { labels, part, phase }: End): SeriesLevel[] {
  return Object.entries(TCP_SHARES).map(([name, share]) => ({
    labels: {
      __name__: name,
      ...labels,
      request_protocol: 'tcp',
      response_flags: '-',
    },
    kind: 'count',
    level: flow.rate * part * share,
    phase,
  }));
}

/** Istio's standard metrics of a flow, from the proxies of both of its ends. */
export function requestLevels(flow: Flow, seed: number): SeriesLevel[] {
  const { source, service, destination, protocol } = flow;
  const phase =
    2 * Math.PI * fraction(`${seed}/${source?.name}/${service.host}`);
  const levelsOf = protocol === 'tcp' ? tcpLevels : httpLevels;
  return (['source', 'destination'] as const).flatMap(reporter => {
    const pods = reporters(
      reporter,
      reporter === 'source' ? source : destination,
    );
    return pods.flatMap(({ ref }) =>
      levelsOf(flow, {
        labels: {
          ...commonLabels(flow, reporter),
          namespace: ref.namespace ?? '',
          pod: ref.name,
        },
        part: 1 / pods.length,
        phase,
      }),
    );
  });
}
