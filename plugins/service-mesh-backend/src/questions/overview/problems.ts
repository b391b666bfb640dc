import type {
  Canary,
  Certificate,
  Component,
  Mtls,
  Problem,
  ServiceSummary,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Mesh } from '@ecotrack/mesh-engine';
import type { Series } from '../../sources/telemetry/types';
import type { FurtherReadings, QuestionInput } from '../input';
import { isInTrouble } from '../canaries/answerCanaries';
import { errorShares, errorStreak } from '../since/errorStreak';
import { clock, duration, rate, share } from '../wording/figures';
import { becauseOf } from '../wording/why';

/** What the parts of the overview found. */
export interface Parts {
  services: readonly ServiceSummary[];
  mtls: Mtls;
  canaries: readonly Canary[];
  components: readonly Component[];
}

function failingServices(
  input: QuestionInput,
  services: readonly ServiceSummary[],
  { series }: FurtherReadings,
): Problem[] {
  return services.flatMap(service => {
    if (service.health !== 'failing' && service.health !== 'degraded') {
      return [];
    }
    const { namespace, name } = service;
    const host = input.mesh.service(namespace, name)?.host;
    const ofHost = (list: readonly Series[] | undefined) =>
      list?.find(({ labels }) => labels.host === host);
    const { since, usual } = errorStreak(
      errorShares(ofHost(series?.requests), ofHost(series?.errors)),
      input.thresholds.degradedErrorShare,
    );
    const isByErrors =
      (service.errorShare ?? 0) >= input.thresholds.degradedErrorShare;
    return [
      {
        id: `failing-service/${namespace}/${name}`,
        severity: service.health === 'failing' ? 'critical' : 'warning',
        kind: 'failing-service',
        subject: { kind: 'service', namespace, name },
        title: name,
        detail: isByErrors
          ? `errors ${share(service.errorShare ?? 0)}${
              usual === undefined ? '' : ` (usually ${share(usual)})`
            }`
          : service.detail,
        since: isByErrors ? since?.toISOString() : undefined,
        because: [
          {
            says: service.detail,
            query:
              host && `istio_requests_total{destination_service="${host}"}`,
          },
        ],
      } satisfies Problem,
    ];
  });
}

function plaintextCallers(mesh: Mesh, { items }: Mtls): Problem[] {
  const seen = new Set<string>();
  return items.flatMap(row => {
    const { namespace, service, observed } = row;
    const key = `${namespace}/${service}`;
    const callers = observed.callers.filter(
      ({ encryption }) => encryption === 'plaintext',
    );
    const isEntry = mesh
      .service(namespace, service)
      ?.workloads.some(
        ({ sidecar, labels }) =>
          sidecar.state === 'gateway' ||
          labels['app.kubernetes.io/component'] === 'gateway',
      );
    if (
      callers.length === 0 ||
      seen.has(key) ||
      isEntry ||
      row.sidecar.state === 'none'
    ) {
      return [];
    }
    seen.add(key);
    const [first] = callers;
    return [
      {
        id: `plaintext/${key}`,
        severity: 'warning',
        kind: 'plaintext',
        subject: { kind: 'service', namespace, name: service },
        title: service,
        detail: `${callers.length} ${
          callers.length === 1 ? 'caller' : 'callers'
        } in plaintext: ${first.name}${
          first.requestRate === null ? '' : `, ${rate(first.requestRate)}`
        }`,
        because: row.configured.because,
      } satisfies Problem,
    ];
  });
}

function missingSidecars(mesh: Mesh): Problem[] {
  return mesh.workloads
    .filter(
      ({ sidecar }) =>
        sidecar.expected === true &&
        sidecar.pods > 0 &&
        sidecar.injected < sidecar.pods,
    )
    .map(({ namespace, name, sidecar, ref }) => ({
      id: `sidecar/${namespace}/${name}`,
      severity: 'warning',
      kind: 'sidecar',
      subject: { kind: 'workload', namespace, name },
      title: name,
      detail: `${sidecar.pods - sidecar.injected} of ${
        sidecar.pods
      } pods should have a proxy and have none`,
      because: [
        { object: ref, says: 'The pods run without istio-proxy.' },
        ...becauseOf(sidecar.because),
      ],
    }));
}

function certificateProblem(
  input: QuestionInput,
  certificate: Certificate,
): Problem[] {
  if (certificate.expiresAt === null) {
    return [];
  }
  const left = Date.parse(certificate.expiresAt) - input.now.getTime();
  if (left >= input.thresholds.certificateWarning) {
    return [];
  }
  const [namespace, name] = certificate.subject.split('/');
  return [
    {
      id: `certificate/${certificate.subject}`,
      severity: left <= 0 ? 'critical' : 'warning',
      kind: 'certificate',
      subject: {
        kind: name ? 'service' : 'certificate',
        namespace: name ? namespace : undefined,
        name: name ?? certificate.subject,
      },
      title: name ?? certificate.subject,
      detail:
        left <= 0
          ? `certificate expired ${duration(-left)} ago`
          : `certificate expires in ${duration(left)}, at ${clock(
              new Date(certificate.expiresAt),
              input.now,
            )}`,
      because: [
        {
          says: `${
            certificate.source === 'agent'
              ? 'The proxy reports the expiry (istio_agent_cert_expiry_seconds)'
              : certificate.source === 'ca'
              ? 'istiod reports the expiry'
              : 'cert-manager reports status.notAfter'
          }; ${duration(
            input.thresholds.certificateWarning,
          )} before it the portal warns.`,
        },
      ],
    },
  ];
}

function controlPlaneProblems(components: readonly Component[]): Problem[] {
  return components
    .filter(({ health }) => health === 'failing' || health === 'degraded')
    .map(({ name, namespace, role, health, ready, desired, because }) => ({
      id: `control-plane/${namespace}/${name}`,
      severity: health === 'failing' ? 'critical' : 'warning',
      kind: 'control-plane',
      subject: { kind: 'component', namespace, name },
      title: name,
      detail: `${ready} of ${desired} pods are ready${
        role === 'istiod' && health === 'failing'
          ? '; proxies keep the configuration that they have'
          : ''
      }`,
      because,
    }));
}

function canaryProblems(canaries: readonly Canary[]): Problem[] {
  return canaries.filter(isInTrouble).map(canary => ({
    id: `canary/${canary.id}`,
    severity: canary.impact === 'serving-degraded' ? 'critical' : 'warning',
    kind: 'canary',
    subject: {
      kind: 'service',
      namespace: canary.namespace,
      name: canary.service,
    },
    title: canary.service,
    detail: canary.verdict.replace(/\.$/, ''),
    since: canary.since,
    because: canary.because,
  }));
}

function unreadObjects(mesh: Mesh): Problem[] {
  return mesh.findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, object, origin, message, fix }, index) => ({
      id: `finding/${code}/${origin?.file ?? object?.name ?? index}/${
        origin?.line ?? ''
      }`,
      severity: 'warning',
      kind: 'finding',
      subject: {
        kind: 'object',
        namespace: object?.namespace,
        name: object?.name ?? origin?.file ?? 'manifest',
      },
      title: object?.name ?? origin?.file ?? 'manifest',
      detail: message,
      because: [
        {
          object,
          file: origin?.file,
          line: origin?.line,
          says: `${code}: ${message} ${fix}`,
        },
      ],
    }));
}

const ORDER = ['critical', 'warning', 'info'];

/** Everything that needs somebody, worst first. */
export function problemsOf(
  input: QuestionInput,
  readings: FurtherReadings,
  parts: Parts,
): Problem[] {
  const certificates = new Map(
    [
      ...parts.mtls.items.map(({ certificate }) => certificate),
      ...parts.mtls.authorities,
    ].map(certificate => [certificate.subject, certificate]),
  );
  return [
    ...failingServices(input, parts.services, readings),
    ...controlPlaneProblems(parts.components),
    ...canaryProblems(parts.canaries),
    ...[...certificates.values()].flatMap(certificate =>
      certificateProblem(input, certificate),
    ),
    ...plaintextCallers(input.mesh, parts.mtls),
    ...missingSidecars(input.mesh),
    ...unreadObjects(input.mesh),
  ].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}
