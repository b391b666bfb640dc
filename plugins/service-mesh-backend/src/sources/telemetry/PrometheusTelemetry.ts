import type { PrometheusClient, VectorRow } from './PrometheusClient';
import * as queries from './queries';
import { historyOf, slicesOf } from './history';
import type {
  AlertingRule,
  CallHistory,
  CertificateReading,
  ContainerUse,
  FiringAlert,
  LatencySample,
  Peer,
  Percentiles,
  Series,
  Telemetry,
  TrafficReading,
  TrafficSample,
} from './types';

const QUANTILES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
const SERIES_WINDOW = 300;

type Labels = Record<string, string>;

const reporter = (labels: Labels): TrafficSample['reporter'] =>
  labels.reporter === 'destination' || labels.reporter === 'waypoint'
    ? labels.reporter
    : 'source';

function named(text: string | undefined): string | undefined {
  return text && text !== 'unknown' ? text : undefined;
}

/** Who called whom, as far as labels of both ends tell. */
function endsOf(labels: Labels) {
  return {
    source: peer(labels, 'source'),
    destination: { ...peer(labels, 'destination'), ...serviceOf(labels) },
  };
}

function peer(labels: Labels, side: 'source' | 'destination'): Peer {
  const label = (name: string) => labels[`${side}_${name}`] || 'unknown';
  return {
    namespace: label('workload_namespace'),
    workload: label('workload'),
    canonicalService: label('canonical_service'),
    canonicalRevision: label('canonical_revision'),
    cluster: named(labels[`${side}_cluster`]),
    principal: named(labels[`${side}_principal`]),
  };
}

function serviceOf(labels: Labels) {
  return {
    host: labels.destination_service || 'unknown',
    serviceName: labels.destination_service_name || 'unknown',
    serviceNamespace: labels.destination_service_namespace || 'unknown',
  };
}

function security(labels: Labels): TrafficSample['security'] {
  const policy = labels.connection_security_policy;
  return policy === 'mutual_tls' || policy === 'none' ? policy : 'unknown';
}

function sample(
  { labels, value }: VectorRow,
  protocol: TrafficSample['protocol'],
): TrafficSample {
  return {
    reporter: reporter(labels),
    ...endsOf(labels),
    protocol,
    responseCode: labels.response_code ?? '',
    grpcStatus: labels.grpc_response_status ?? '',
    responseFlags: labels.response_flags || '-',
    security: security(labels),
    rate: value,
  };
}

function latencySample({ labels, value }: VectorRow): LatencySample {
  return {
    reporter: reporter(labels),
    ...endsOf(labels),
    mean: value,
  };
}

/** Sums rows of both directions that say the same of everything else. */
function addDirections(sent: VectorRow[], received: VectorRow[]): VectorRow[] {
  const rows = new Map<string, VectorRow>();
  for (const row of [...sent, ...received]) {
    const key = JSON.stringify(Object.entries(row.labels).sort());
    const known = rows.get(key);
    rows.set(key, {
      labels: row.labels,
      value: row.value + (known?.value ?? 0),
    });
  }
  return [...rows.values()];
}

/** Telemetry of one environment from a server with Prometheus's HTTP API. */
export class PrometheusTelemetry implements Telemetry {
  readonly #client: PrometheusClient;
  readonly #scopeNow: () => queries.Scope;

  /** @param scope - asked at each question, since it may depend on what a cluster says */
  constructor(client: PrometheusClient, scope: () => queries.Scope) {
    this.#client = client;
    this.#scopeNow = scope;
  }

  get #scope(): queries.Scope {
    return this.#scopeNow();
  }

  async traffic(window: number, at = new Date()): Promise<TrafficReading> {
    const asked = [
      queries.requestRates(this.#scope, window),
      queries.tcpRates(this.#scope, window, 'sent'),
      queries.tcpRates(this.#scope, window, 'received'),
      queries.meanDurations(this.#scope, window),
    ];
    const [http, sent, received, latency] = await Promise.all(
      asked.map(query => this.#client.query(query, at)),
    );
    return {
      at,
      window,
      http: http.map(row =>
        sample(row, row.labels.request_protocol === 'grpc' ? 'grpc' : 'http'),
      ),
      tcp: addDirections(sent, received).map(row => sample(row, 'tcp')),
      latency: latency.map(latencySample),
      queries: asked.length,
    };
  }

  async history(window: number, end: Date): Promise<CallHistory> {
    const range = slicesOf(window, end);
    const rows = await Promise.all(
      (['requests', 'sent', 'received'] as const).map(what =>
        this.#client.queryRange(
          queries.pastCalls(this.#scope, range.step, what),
          range,
        ),
      ),
    );
    return historyOf(
      rows.flat().map(({ labels, points }) => ({
        reporter: reporter(labels),
        ...endsOf(labels),
        points,
      })),
      window,
      range.step,
    );
  }

  async percentiles(
    hosts: string[],
    window: number,
    options: {
      client?: { namespace: string; workload: string };
      byVersion?: boolean;
    } = {},
  ): Promise<(Percentiles & { version?: string })[]> {
    const rows = new Map<string, Percentiles & { version?: string }>();
    await Promise.all(
      Object.entries(QUANTILES).map(async ([name, quantile]) => {
        const query = queries.percentile(this.#scope, window, quantile, {
          hosts,
          byVersion: options.byVersion ?? false,
          client: options.client,
        });
        for (const { labels, value } of await this.#client.query(query)) {
          const host = labels.destination_service;
          const version = labels.destination_canonical_revision;
          const key = `${host} ${version ?? ''}`;
          rows.set(key, {
            host,
            version,
            p50: null,
            p95: null,
            p99: null,
            ...rows.get(key),
            [name]: value,
          });
        }
      }),
    );
    return [...rows.values()];
  }

  async #series(
    query: string,
    range: { start: Date; end: Date; step: number },
    names: Record<string, string>,
  ): Promise<Series[]> {
    const rows = await this.#client.queryRange(query, range);
    return rows.map(({ labels, points }) => ({
      labels: Object.fromEntries(
        Object.entries(names).map(([label, name]) => [
          name,
          labels[label] ?? 'unknown',
        ]),
      ),
      points,
    }));
  }

  async requestSeries(range: { start: Date; end: Date; step: number }) {
    const names = { destination_service: 'host' };
    const [requests, errors] = await Promise.all(
      (['all', 'failed'] as const).map(which =>
        this.#series(
          queries.serviceRequests(this.#scope, SERIES_WINDOW, which),
          range,
          names,
        ),
      ),
    );
    return { requests, errors };
  }

  async serviceSeries(
    host: string,
    range: { start: Date; end: Date; step: number },
  ) {
    const names = { destination_canonical_revision: 'version' };
    const [requests, errors, latency] = await Promise.all(
      [
        queries.versionRequests(this.#scope, SERIES_WINDOW, host, 'all'),
        queries.versionRequests(this.#scope, SERIES_WINDOW, host, 'failed'),
        queries.versionDurations(this.#scope, SERIES_WINDOW, host),
      ].map(query => this.#series(query, range, names)),
    );
    return { requests, errors, latency };
  }

  async alerts(): Promise<FiringAlert[]> {
    const [firing, starts] = await Promise.all([
      this.#client.query(queries.firingAlerts(this.#scope)),
      this.#client.query(queries.alertStarts(this.#scope)),
    ]);
    const key = ({ __name__, alertstate, ...labels }: Labels) =>
      JSON.stringify(Object.entries(labels).sort());
    const since = new Map(
      starts.map(({ labels, value }) => [key(labels), new Date(value * 1000)]),
    );
    return firing.map(({ labels }) => {
      const { __name__, alertname, alertstate, severity, ...rest } = labels;
      return {
        name: alertname ?? 'unnamed',
        severity: severity ?? 'none',
        labels: rest,
        since: since.get(key(labels)),
      };
    });
  }

  async rules(): Promise<AlertingRule[]> {
    const rules = await this.#client.alertingRules();
    return rules.map(({ name, query, lastError }) => ({
      name: name ?? 'unnamed',
      query: query ?? '',
      error: lastError || undefined,
    }));
  }

  async certificates(): Promise<CertificateReading[]> {
    const now = new Date();
    const [workloads, roots, chains] = await Promise.all([
      this.#client.query(queries.workloadCertificates(this.#scope), now),
      this.#client.query(
        queries.authorityCertificates(this.#scope, 'root_cert'),
        now,
      ),
      this.#client.query(
        queries.authorityCertificates(this.#scope, 'cert_chain'),
        now,
      ),
    ]);
    const reading = (
      kind: CertificateReading['kind'],
      { labels }: VectorRow,
      expiry: number,
    ): CertificateReading => ({
      kind,
      namespace: labels.namespace ?? 'unknown',
      pod: labels.pod ?? 'unknown',
      expiresAt: new Date(expiry),
    });
    return [
      ...workloads.map(row =>
        reading('workload', row, now.getTime() + row.value * 1000),
      ),
      ...roots.map(row => reading('root', row, row.value * 1000)),
      ...chains.map(row => reading('intermediate', row, row.value * 1000)),
    ];
  }

  async containers(namespace: string, pods: string[]): Promise<ContainerUse[]> {
    if (pods.length === 0) {
      return [];
    }
    const [cpu, memory] = await Promise.all([
      this.#client.query(queries.containerCpu(this.#scope, namespace, pods)),
      this.#client.query(queries.containerMemory(this.#scope, namespace, pods)),
    ]);
    const uses = new Map<string, ContainerUse>();
    const add = (rows: VectorRow[], field: 'cpu' | 'memory') => {
      for (const { labels, value } of rows) {
        const { pod, container } = labels;
        const key = `${pod} ${container}`;
        uses.set(key, {
          namespace,
          pod,
          container,
          ...uses.get(key),
          [field]: value,
        });
      }
    };
    add(cpu, 'cpu');
    add(memory, 'memory');
    return [...uses.values()];
  }
}
