import type { Workload } from '@ecotrack/mesh-engine';
import { fraction } from '../cluster/identifiers';
import type { Flow } from './flows';
import type { Level } from './levels';

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

function peer(
  side: 'source' | 'destination',
  workload: Workload | undefined,
  isNamed: boolean,
) {
  const known = isNamed ? workload : undefined;
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
  const { source, destination, service, encrypted } = flow;
  return {
    reporter,
    ...peer('source', source, true),
    ...peer('destination', destination, !flow.unreachable),
    source_principal: encrypted ? source?.spiffe ?? 'unknown' : 'unknown',
    destination_principal: encrypted
      ? destination?.spiffe ?? 'unknown'
      : 'unknown',
    destination_service: service.host,
    destination_service_name: service.name,
    destination_service_namespace:
      service.kind === 'external' ? 'unknown' : service.namespace,
    connection_security_policy:
      reporter === 'source' ? 'unknown' : encrypted ? 'mutual_tls' : 'none',
  };
}

/** Pods whose proxies report a side of a flow; none when the workload has no proxy. */
function reporters(workload: Workload | undefined): Workload['pods'] {
  return (
    workload?.pods.filter(pod => pod.dataPlane !== 'none' && pod.ready) ?? []
  );
}

interface Outcome {
  code: string;
  flags: string;
  share: number;
}

function outcomes(flow: Flow): Outcome[] {
  if (flow.unreachable) {
    return [{ code: '503', flags: 'UH', share: 1 }];
  }
  const ok = { code: '200', flags: '-', share: 1 - flow.errorShare };
  return flow.errorShare > 0
    ? [ok, { code: '500', flags: '-', share: flow.errorShare }]
    : [ok];
}

function httpLevels(
  flow: Flow,
  labels: Record<string, string>,
  rate: number,
  phase: number,
): Level[] {
  return outcomes(flow).flatMap(({ code, flags, share }) => {
    const own = {
      ...labels,
      request_protocol: 'http',
      response_code: code,
      grpc_response_status: '',
      response_flags: flags,
    };
    const counter = (name: string, level: number, extra?: object): Level => ({
      labels: { __name__: name, ...own, ...extra },
      kind: 'counter',
      level,
      phase,
    });
    const requests = rate * share;
    const duration = 'istio_request_duration_milliseconds';
    return [
      counter('istio_requests_total', requests),
      counter(`${duration}_count`, requests),
      counter(`${duration}_sum`, requests * flow.latency * MEAN_OF_MEDIAN),
      ...EDGES.map(edge =>
        counter(
          `${duration}_bucket`,
          requests * shareBelow(edge, flow.latency),
          {
            le: String(edge),
          },
        ),
      ),
      counter(`${duration}_bucket`, requests, { le: '+Inf' }),
    ];
  });
}

function tcpLevels(
  labels: Record<string, string>,
  rate: number,
  phase: number,
): Level[] {
  const own = { ...labels, request_protocol: 'tcp', response_flags: '-' };
  return [
    ['istio_tcp_received_bytes_total', 0.3],
    ['istio_tcp_sent_bytes_total', 0.7],
    ['istio_tcp_connections_opened_total', 1e-5],
    ['istio_tcp_connections_closed_total', 1e-5],
  ].map(([name, share]) => ({
    labels: { __name__: String(name), ...own },
    kind: 'counter',
    level: rate * Number(share),
    phase,
  }));
}

/** Istio's standard metrics of a flow, from the proxies of both of its ends. */
export function requestLevels(flow: Flow): Level[] {
  const ends = [
    ['source', reporters(flow.source)],
    ['destination', reporters(flow.destination)],
  ] as const;
  const phase =
    2 * Math.PI * fraction(`${flow.source?.name}/${flow.service.host}`);
  return ends.flatMap(([reporter, pods]) =>
    pods.flatMap(pod => {
      const labels = {
        ...commonLabels(flow, reporter),
        namespace: pod.ref.namespace ?? '',
        pod: pod.ref.name,
      };
      const rate = flow.rate / pods.length;
      return flow.protocol === 'http'
        ? httpLevels(flow, labels, rate, phase)
        : tcpLevels(labels, rate, phase);
    }),
  );
}
