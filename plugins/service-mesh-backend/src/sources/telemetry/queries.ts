import { anyOf, literal, matchers } from './promql';

/** Restricts every query to the series of one environment. */
export interface Scope {
  /** Labels that every series has. */
  matchers: Readonly<Record<string, string>>;
  /** Namespaces of the environment; all when absent. */
  namespaces?: readonly string[];
}

const PEERS = [
  'source_workload_namespace',
  'source_workload',
  'source_canonical_service',
  'source_canonical_revision',
  'source_principal',
  'destination_workload_namespace',
  'destination_workload',
  'destination_canonical_service',
  'destination_canonical_revision',
  'destination_principal',
  'destination_service',
  'destination_service_name',
  'destination_service_namespace',
];
const HTTP = [
  'reporter',
  ...PEERS,
  'request_protocol',
  'response_code',
  'grpc_response_status',
  'response_flags',
  'connection_security_policy',
].join(', ');
const TCP = [
  'reporter',
  ...PEERS,
  'response_flags',
  'connection_security_policy',
].join(', ');
const LATENCY = [
  'reporter',
  'source_workload_namespace',
  'source_workload',
  'destination_workload_namespace',
  'destination_workload',
  'destination_canonical_revision',
  'destination_service',
  'destination_service_name',
  'destination_service_namespace',
].join(', ');

const SERVER_SIDE = 'reporter=~"destination|waypoint"';
const FAILED = 'response_code=~"5..|0"';
const DURATION = 'istio_request_duration_milliseconds';

function labelMatchers({ matchers: labels }: Scope): string {
  return matchers(
    ...Object.entries(labels).map(
      ([name, value]) => `${name}=${literal(value)}`,
    ),
  );
}

/** Either end of a call in the namespaces; two selectors would double the queries, so the server's end decides. */
function serverIn(scope: Scope): string | undefined {
  return scope.namespaces
    ? `destination_service_namespace=~${anyOf([
        ...scope.namespaces,
        'unknown',
      ])}`
    : undefined;
}

function podsIn(scope: Scope): string | undefined {
  return scope.namespaces ? `namespace=~${anyOf(scope.namespaces)}` : undefined;
}

const selector = (metric: string, ...parts: (string | undefined)[]) =>
  `${metric}{${matchers(...parts)}}`;

/** Rates of all requests: one row for each combination of labels. */
export const requestRates = (scope: Scope, seconds: number) =>
  `sum by (${HTTP}) (rate(${selector(
    'istio_requests_total',
    labelMatchers(scope),
    serverIn(scope),
  )}[${seconds}s])) > 0`;

/** Bytes per second over TCP, in one direction. */
export const tcpRates = (
  scope: Scope,
  seconds: number,
  direction: 'sent' | 'received',
) =>
  `sum by (${TCP}) (rate(${selector(
    `istio_tcp_${direction}_bytes_total`,
    labelMatchers(scope),
    serverIn(scope),
  )}[${seconds}s])) > 0`;

/** Mean durations: the sum of durations over their count. */
export const meanDurations = (scope: Scope, seconds: number) => {
  const rate = (suffix: string) =>
    `sum by (${LATENCY}) (rate(${selector(
      `${DURATION}_${suffix}`,
      labelMatchers(scope),
      serverIn(scope),
    )}[${seconds}s]))`;
  return `${rate('sum')} / (${rate('count')} > 0)`;
};

/** A percentile of some hosts, each version apart where asked. */
export const percentile = (
  scope: Scope,
  seconds: number,
  quantile: number,
  options: {
    hosts: readonly string[];
    byVersion: boolean;
    client?: { namespace: string; workload: string };
  },
) =>
  `histogram_quantile(${quantile}, sum by (le, destination_service${
    options.byVersion ? ', destination_canonical_revision' : ''
  }) (rate(${selector(
    `${DURATION}_bucket`,
    labelMatchers(scope),
    SERVER_SIDE,
    `destination_service=~${anyOf(options.hosts)}`,
    options.client &&
      `source_workload=${literal(
        options.client.workload,
      )},source_workload_namespace=${literal(options.client.namespace)}`,
  )}[${seconds}s])))`;

/** Requests per second of each host, all or only the failed ones. */
export const serviceRequests = (
  scope: Scope,
  seconds: number,
  which: 'all' | 'failed',
) =>
  `sum by (destination_service) (rate(${selector(
    'istio_requests_total',
    labelMatchers(scope),
    SERVER_SIDE,
    serverIn(scope),
    which === 'failed' ? FAILED : undefined,
  )}[${seconds}s]))`;

/** Requests per second of each version of a host. */
export const versionRequests = (
  scope: Scope,
  seconds: number,
  host: string,
  which: 'all' | 'failed',
) =>
  `sum by (destination_canonical_revision) (rate(${selector(
    'istio_requests_total',
    labelMatchers(scope),
    SERVER_SIDE,
    `destination_service=${literal(host)}`,
    which === 'failed' ? FAILED : undefined,
  )}[${seconds}s]))`;

/** Mean duration of each version of a host. */
export const versionDurations = (
  scope: Scope,
  seconds: number,
  host: string,
) => {
  const rate = (suffix: string) =>
    `sum by (destination_canonical_revision) (rate(${selector(
      `${DURATION}_${suffix}`,
      labelMatchers(scope),
      SERVER_SIDE,
      `destination_service=${literal(host)}`,
    )}[${seconds}s]))`;
  return `${rate('sum')} / (${rate('count')} > 0)`;
};

/** Alerts that fire. */
export const firingAlerts = (scope: Scope) =>
  selector('ALERTS', 'alertstate="firing"', labelMatchers(scope));

/** Since when alerts are active, in seconds since 1970. */
export const alertStarts = (scope: Scope) =>
  selector('ALERTS_FOR_STATE', labelMatchers(scope));

/** Seconds until the certificate of each proxy expires. */
export const workloadCertificates = (scope: Scope) =>
  `min by (namespace, pod) (${selector(
    'istio_agent_cert_expiry_seconds',
    labelMatchers(scope),
    podsIn(scope),
  )})`;

/** When the authority of istiod expires, in seconds since 1970. */
export const authorityCertificates = (
  scope: Scope,
  which: 'root_cert' | 'cert_chain',
) =>
  `min by (namespace, pod) (${selector(
    `citadel_server_${which}_expiry_timestamp`,
    labelMatchers(scope),
  )})`;

/** CPU of containers, in cores. */
export const containerCpu = (
  scope: Scope,
  namespace: string,
  pods: readonly string[],
) =>
  `sum by (namespace, pod, container) (rate(${selector(
    'container_cpu_usage_seconds_total',
    labelMatchers(scope),
    `namespace=${literal(namespace)}`,
    `pod=~${anyOf(pods)}`,
    'container!=""',
  )}[300s]))`;

/** Memory of containers, in bytes. */
export const containerMemory = (
  scope: Scope,
  namespace: string,
  pods: readonly string[],
) =>
  `sum by (namespace, pod, container) (${selector(
    'container_memory_working_set_bytes',
    labelMatchers(scope),
    `namespace=${literal(namespace)}`,
    `pod=~${anyOf(pods)}`,
    'container!=""',
  )})`;
