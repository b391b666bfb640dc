import type { Mesh } from '@ecotrack/mesh-engine';

/** Where the requests of a reading came from or went to, as Istio's standard metrics name it. */
export interface Peer {
  /** `unknown` when the metrics do not name it: outside the mesh, or never reached. */
  namespace: string;
  workload: string;
  canonicalService: string;
  canonicalRevision: string;
  /** SPIFFE id, or undefined when there was none. */
  principal?: string;
  /** Of a workload that was called, where the metrics tell it; several clusters may have one of its name. */
  cluster?: string;
}

/** Rate of one combination of labels of `istio_requests_total` or `istio_tcp_*_bytes_total`. */
export interface TrafficSample {
  reporter: 'source' | 'destination' | 'waypoint';
  source: Peer;
  destination: Peer & {
    /** Host that was asked for, `destination_service`; `unknown` on passthrough. */
    host: string;
    serviceName: string;
    serviceNamespace: string;
  };
  protocol: 'http' | 'grpc' | 'tcp';
  /** Empty for TCP. `0` means that the connection ended without an answer. */
  responseCode: string;
  grpcStatus: string;
  /** Envoy's response flags, `-` when none. */
  responseFlags: string;
  /** Only the destination reporter knows. */
  security: 'mutual_tls' | 'none' | 'unknown';
  /** Requests per second; bytes per second, both ways, for TCP. */
  rate: number;
}

/** Mean duration of the requests of one edge and version, from sum and count. */
export interface LatencySample {
  reporter: TrafficSample['reporter'];
  source: Pick<Peer, 'namespace' | 'workload'>;
  destination: Pick<
    Peer,
    'namespace' | 'workload' | 'canonicalRevision' | 'cluster'
  > & {
    host: string;
    serviceName: string;
    serviceNamespace: string;
  };
  /** Milliseconds. */
  mean: number;
}

/** The whole mesh in a constant number of queries. */
export interface TrafficReading {
  at: Date;
  /** Seconds. */
  window: number;
  http: TrafficSample[];
  tcp: TrafficSample[];
  latency: LatencySample[];
  /** How many queries it cost. */
  queries: number;
}

/** One workload was seen to call another, or a host. */
export interface PastCall {
  source: Pick<Peer, 'namespace' | 'workload'>;
  destination: LatencySample['destination'];
  /** End of the last slice of the window with such a call. */
  lastSeen: Date;
}

/** When there were calls, in slices of a window up to now, in a constant number of queries. */
export interface CallHistory {
  /** Seconds. */
  window: number;
  /** Seconds of the window of which the server has any data. */
  covered: number;
  calls: PastCall[];
  /** `namespace/name` of the workloads whose proxies reported anything, were it that there was no call. */
  reporting: ReadonlySet<string>;
}

/** A value per minute or so; null where there was no data. */
export interface Series {
  labels: Record<string, string>;
  points: { at: Date; value: number | null }[];
}

/** Latency of one service host in milliseconds. */
export interface Percentiles {
  host: string;
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export interface FiringAlert {
  name: string;
  severity: string;
  labels: Record<string, string>;
  since?: Date;
}

/** A rule that Prometheus evaluates for alerts. */
export interface AlertingRule {
  name: string;
  /** PromQL. */
  query: string;
  /** Why Prometheus cannot evaluate it. */
  error?: string;
}

/** Certificate expiry as metrics tell it. */
export interface CertificateReading {
  kind: 'workload' | 'root' | 'intermediate';
  namespace: string;
  pod: string;
  expiresAt: Date;
}

/** Use of one container, summed over the pods of a workload by the caller. */
export interface ContainerUse {
  namespace: string;
  pod: string;
  container: string;
  /** Cores. */
  cpu?: number;
  /** Bytes. */
  memory?: number;
}

/**
 * Questions to one environment's Prometheus-compatible server. Each throws `UpstreamError` when the server is away
 * or answers an error.
 */
export interface Telemetry {
  traffic(window: number, at?: Date): Promise<TrafficReading>;
  history(window: number, end: Date): Promise<CallHistory>;
  /** Only for what is on screen: at most 50 hosts. `client` restricts to one client workload. */
  percentiles(
    hosts: string[],
    window: number,
    options?: {
      client?: { namespace: string; workload: string };
      byVersion?: boolean;
    },
  ): Promise<(Percentiles & { version?: string })[]>;
  /** Requests and errors per destination service over the past: labels `host`; one range query each. */
  requestSeries(range: {
    start: Date;
    end: Date;
    step: number;
  }): Promise<{ requests: Series[]; errors: Series[] }>;
  /** Golden signals of one service by version: labels `version`. */
  serviceSeries(
    host: string,
    range: { start: Date; end: Date; step: number },
  ): Promise<{ requests: Series[]; errors: Series[]; latency: Series[] }>;
  alerts(): Promise<FiringAlert[]>;
  /** Rules that may fire, of all services. */
  rules(): Promise<AlertingRule[]>;
  certificates(): Promise<CertificateReading[]>;
  containers(namespace: string, pods: string[]): Promise<ContainerUse[]>;
}

/** Whether a source answers, as pages show it. */
export interface SourceState {
  state: 'live' | 'stale' | 'unavailable';
  observedAt?: Date;
  since?: Date;
  reason?: string;
  /** Kinds that the portal may not read, such as `peerauthentications.security.istio.io`. */
  unreadable?: string[];
}

/** One immutable, versioned view of the resources of an environment. */
export interface Snapshot {
  mesh: Mesh;
  version: number;
  state: SourceState;
}
