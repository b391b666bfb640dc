import { anyOf, literal, matchers } from './promql';

/** Restricts every query to the series of one environment. */
export interface Scope {
  /** Labels that every series has. */
  matchers: Readonly<Record<string, string>>;
  /** Namespaces of the environment; all when absent. */
  namespaces?: readonly string[];
  /** Namespaces that the environment shares with others, such as that of its gateways. */
  sharedNamespaces?: readonly string[];
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
  'destination_cluster',
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
const ENDS = [
  'reporter',
  'destination_cluster',
  'source_workload_namespace',
  'source_workload',
  'destination_workload_namespace',
  'destination_workload',
  'destination_service',
  'destination_service_name',
  'destination_service_namespace',
];
const CALLS = ENDS.join(', ');
const LATENCY = [...ENDS, 'destination_canonical_revision'].join(', ');

const SERVER_SIDE = 'reporter=~"destination|waypoint"';
const REQUESTS = 'istio_requests_total';
/** 5xx, no answer at all, and what is the server's fault in gRPC. */
const FAILED = [
  'response_code=~"5..|0"',
  'grpc_response_status=~"2|4|12|13|14|15"',
];
const DURATION = 'istio_request_duration_milliseconds';

function labelMatchers({ matchers: labels }: Scope): string {
  return matchers(
    ...Object.entries(labels).map(
      ([name, value]) => `${name}=${literal(value)}`,
    ),
  );
}

const selector = (metric: string, ...parts: (string | undefined)[]) =>
  `${metric}{${matchers(...parts)}}`;

const rateOf = (
  seconds: number,
  metric: string,
  ...parts: (string | undefined)[]
) => `rate(${selector(metric, ...parts)}[${seconds}s])`;

/** Rates of the calls that one end of lies in the namespaces of the environment, as one vector without doubles. */
function callRates(scope: Scope, seconds: number, metric: string): string {
  const labels = labelMatchers(scope);
  if (!scope.namespaces) {
    return rateOf(seconds, metric, labels);
  }
  const namespaces = anyOf(scope.namespaces);
  return [
    'destination_service_namespace',
    'destination_workload_namespace',
    'source_workload_namespace',
  ]
    .map(end => rateOf(seconds, metric, labels, `${end}=~${namespaces}`))
    .join(' or ');
}

/** Calls to services of the namespaces of the environment, as their servers count them. */
function servedBy({ namespaces }: Scope): string | undefined {
  return namespaces && `destination_service_namespace=~${anyOf(namespaces)}`;
}

/** Requests as their servers count them, all or only the failed ones. */
function servedRates(
  scope: Scope,
  seconds: number,
  which: 'all' | 'failed',
  ...parts: (string | undefined)[]
): string {
  return (which === 'failed' ? FAILED : [undefined])
    .map(failed =>
      rateOf(
        seconds,
        REQUESTS,
        labelMatchers(scope),
        SERVER_SIDE,
        ...parts,
        failed,
      ),
    )
    .join(' or ');
}

function podsIn({ namespaces, sharedNamespaces = [] }: Scope) {
  return (
    namespaces && `namespace=~${anyOf([...namespaces, ...sharedNamespaces])}`
  );
}

/** Rates of all requests: one row for each combination of labels. */
export const requestRates = (scope: Scope, seconds: number) =>
  `sum by (${HTTP}) (${callRates(scope, seconds, REQUESTS)}) > 0`;

/** Bytes per second over TCP, in one direction. */
export const tcpRates = (
  scope: Scope,
  seconds: number,
  direction: 'sent' | 'received',
) =>
  `sum by (${TCP}) (${callRates(
    scope,
    seconds,
    `istio_tcp_${direction}_bytes_total`,
  )}) > 0`;

/** What one end reported of its calls, none also where it reported nothing but that. */
export const pastCalls = (
  scope: Scope,
  seconds: number,
  what: 'requests' | 'sent' | 'received',
) =>
  `sum by (${CALLS}) (${callRates(
    scope,
    seconds,
    what === 'requests' ? REQUESTS : `istio_tcp_${what}_bytes_total`,
  )})`;

/** Mean durations: the sum of durations over their count. */
export const meanDurations = (scope: Scope, seconds: number) => {
  const rate = (suffix: string) =>
    `sum by (${LATENCY}) (${callRates(
      scope,
      seconds,
      `${DURATION}_${suffix}`,
    )})`;
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
  `sum by (destination_service) (${servedRates(
    scope,
    seconds,
    which,
    servedBy(scope),
  )})`;

/** Requests per second of each version of a host. */
export const versionRequests = (
  scope: Scope,
  seconds: number,
  host: string,
  which: 'all' | 'failed',
) =>
  `sum by (destination_canonical_revision) (${servedRates(
    scope,
    seconds,
    which,
    `destination_service=${literal(host)}`,
  )})`;

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
