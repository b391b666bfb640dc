import type {
  Certificate,
  Mtls,
  Problem,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { managedSubject, timeIn } from '../../certificates/authoritiesOf';
import type { QuestionInput } from '../../input';
import { clock, duration } from '../../wording/figures';

/** Authorities are replaced by people, over weeks. */
const AUTHORITY_WARNING = 30 * 86_400_000;
/** cert-manager renews within minutes of the time that it sets itself. */
const RENEWAL_PATIENCE = 3_600_000;

const REPORTED_BY: Record<Certificate['source'], string> = {
  agent: 'The proxy reports the expiry (istio_agent_cert_expiry_seconds)',
  ca: 'istiod reports the expiry (citadel_server_*_expiry_timestamp)',
  'cert-manager': 'cert-manager reports status.notAfter',
  unknown: 'No source reports the expiry',
};

function subjectOf(subject: string): Pick<Problem, 'subject' | 'title'> {
  const [namespace, name] = subject.split('/');
  return name
    ? { subject: { kind: 'service', namespace, name }, title: name }
    : { subject: { kind: 'certificate', name: subject }, title: subject };
}

function problemOf(
  { now, thresholds }: QuestionInput,
  { subject, source, expiresAt }: Certificate,
): Problem[] {
  if (expiresAt === null) {
    return [];
  }
  const warning =
    source === 'ca' ? AUTHORITY_WARNING : thresholds.certificateWarning;
  const expiry = new Date(expiresAt);
  const left = expiry.getTime() - now.getTime();
  if (left >= warning) {
    return [];
  }
  return [
    {
      id: `certificate/${subject}`,
      severity: left <= 0 ? 'critical' : 'warning',
      kind: 'certificate',
      ...subjectOf(subject),
      detail:
        left <= 0
          ? `certificate expired ${duration(-left)} ago`
          : `certificate expires in ${duration(left)}, at ${clock(
              expiry,
              now,
            )}`,
      because: [
        {
          says: `${REPORTED_BY[source]}; ${duration(
            warning,
          )} before it the portal warns.`,
        },
      ],
    },
  ];
}

function overdueRenewals({ mesh, now }: QuestionInput): Problem[] {
  return mesh.objects('Certificate', 'cert-manager.io').flatMap(object => {
    const due = timeIn(object, 'renewalTime');
    const late = due ? now.getTime() - due.getTime() : 0;
    if (!due || late < RENEWAL_PATIENCE) {
      return [];
    }
    const { apiVersion, kind, metadata } = object;
    const { name, namespace } = metadata;
    return [
      {
        id: `certificate/${managedSubject(object)}`,
        severity: 'warning',
        kind: 'certificate',
        ...subjectOf(managedSubject(object)),
        detail: `certificate should have been renewed at ${clock(due, now)}`,
        because: [
          {
            object: { apiVersion, kind, namespace, name },
            field: 'status.renewalTime',
            says: `cert-manager set the renewal ${duration(
              late,
            )} ago and has not done it.`,
          },
        ],
      } satisfies Problem,
    ];
  });
}

/** Certificates that have expired, expire soon, or were not renewed in time; each once, the next first. */
export function expiringCertificates(
  input: QuestionInput,
  { items, authorities }: Pick<Mtls, 'items' | 'authorities'>,
): Problem[] {
  const certificates = [
    ...items.map(({ certificate }) => certificate),
    ...authorities,
  ].sort(
    (a, b) => Date.parse(a.expiresAt ?? '') - Date.parse(b.expiresAt ?? ''),
  );
  const problems = new Map<string, Problem>();
  for (const problem of [
    ...certificates.flatMap(certificate => problemOf(input, certificate)),
    ...overdueRenewals(input),
  ]) {
    if (!problems.has(problem.id)) {
      problems.set(problem.id, problem);
    }
  }
  return [...problems.values()];
}
