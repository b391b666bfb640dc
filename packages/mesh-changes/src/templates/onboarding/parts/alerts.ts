import type { KubeObject } from '@ecotrack/mesh-engine';
import type { Onboarding } from '../Onboarding';
import { carriesRequests } from '../presets/ports';
import { TIERS } from '../presets/tiers';

const GROUP = 'monitoring.coreos.com';
const KIND = 'PrometheusRule';
/** Labels that say which service an alert is about. */
const BY = 'destination_service_namespace, destination_service_name';
/** Labels by which installations of Prometheus choose their rules. */
const CHOSEN_BY = ['release', 'prometheus', 'role'];

type Rule = [
  alert: string,
  severity: string,
  duration: string,
  expr: string,
  summary: string,
];

function rulesFor({ service, workloads, given }: Onboarding): Rule[] {
  const { name, namespace } = service;
  const { latency } = TIERS[given.tier];
  const of = `reporter="destination",destination_service_namespace="${namespace}",destination_service_name="${name}"`;
  const pods = [name, ...workloads.map(workload => workload.name)]
    .filter((each, index) => index === 0 || !each.startsWith(`${name}-`))
    .filter((each, index, all) => all.indexOf(each) === index)
    .map(each => `${each}-.*`)
    .join('|');
  const certificate: Rule = [
    'CertificateExpiring',
    'warning',
    '1m',
    `istio_agent_cert_expiry_seconds{namespace="${namespace}",pod=~"${pods}"} < 6 * 3600`,
    `A certificate of ${name} was not rotated at half of its life`,
  ];
  if (!service.ports.some(carriesRequests)) {
    return [
      [
        'ConnectionsFailing',
        'critical',
        '1m',
        `sum by (${BY}) (rate(istio_tcp_connections_closed_total{reporter="source",destination_service_namespace="${namespace}",destination_service_name="${name}",response_flags=~"UH|UF|UO|NR|UC"}[5m])) > 0`,
        `Connections to ${name} fail`,
      ],
      certificate,
    ];
  }
  return [
    [
      'HighErrorRate',
      'critical',
      '1m',
      `sum by (${BY}) (rate(istio_requests_total{${of},response_code=~"5.."}[5m]))\n  / sum by (${BY}) (rate(istio_requests_total{${of}}[5m])) > 0.05\n`,
      `More than 5 % of the requests to ${name} fail`,
    ],
    [
      'HighLatency',
      'warning',
      '5m',
      `histogram_quantile(0.99, sum by (${BY}, le) (rate(istio_request_duration_milliseconds_bucket{${of}}[5m]))) > ${latency}`,
      `One of a hundred requests to ${name} takes more than ${latency} ms`,
    ],
    [
      'RequestsDenied',
      'warning',
      '5m',
      `sum by (${BY}, source_workload) (rate(istio_requests_total{${of},response_code="403"}[5m])) > 0`,
      `A caller is denied by an authorization policy of ${name}`,
    ],
    certificate,
  ];
}

/** Where rules are read: the namespace that has some already, that of the service before others. */
function sampleOf({ mesh, given }: Onboarding): KubeObject | undefined {
  const rules = mesh.objects(KIND, GROUP);
  return (
    rules.find(({ metadata }) => metadata.namespace === given.namespace) ??
    rules[0]
  );
}

/** Alerts for errors, latency, refused callers, and certificates that are not renewed. */
export function addAlerts(onboarding: Onboarding): void {
  const sample = sampleOf(onboarding);
  const { service, mesh } = onboarding;
  const { name, namespace } = service;
  const home = sample?.metadata.namespace;
  if (!sample || home === undefined) {
    onboarding.note(
      'No alerts are planned: nothing here has a PrometheusRule, so nobody may read one.',
    );
    return;
  }
  const metadata = {
    name: home === namespace ? name : `${namespace}-${name}`,
    namespace: home,
  };
  const { apiVersion } = sample;
  if (mesh.get({ apiVersion, kind: KIND, ...metadata })) {
    return;
  }
  const labels = Object.fromEntries(
    Object.entries(sample.metadata.labels ?? {}).filter(([label]) =>
      CHOSEN_BY.includes(label),
    ),
  );
  onboarding.put({
    apiVersion,
    kind: KIND,
    metadata: {
      ...metadata,
      ...(Object.keys(labels).length > 0 && { labels }),
    },
    spec: {
      groups: [
        {
          name: `${namespace}-${name}`,
          rules: rulesFor(onboarding).map(
            ([alert, severity, duration, expr, summary]) => ({
              alert,
              expr,
              for: duration,
              labels: { severity },
              annotations: { summary },
            }),
          ),
        },
      ],
    },
  });
}
