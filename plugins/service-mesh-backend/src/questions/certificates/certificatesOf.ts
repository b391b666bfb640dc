import type { Mesh, MeshService } from '@ecotrack/mesh-engine';
import type { Certificate } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { CertificateReading } from '../../sources/telemetry/types';

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** The certificate of a service's pods that expires first, as their proxies report it. */
export function serviceCertificate(
  service: MeshService,
  readings: readonly CertificateReading[] | undefined,
): Certificate {
  const subject = `${service.namespace}/${service.name}`;
  const unknown = (reason: string): Certificate => ({
    subject,
    source: 'unknown',
    expiresAt: null,
    reason,
  });
  if (service.kind === 'external') {
    return unknown('The host is outside the mesh.');
  }
  if (
    service.workloads.length > 0 &&
    service.workloads.every(({ sidecar }) => sidecar.state === 'none')
  ) {
    return unknown('No pod has a proxy, so there is no certificate.');
  }
  if (!readings) {
    return unknown('Prometheus does not answer.');
  }
  const pods = new Set(
    service.workloads.flatMap(workload =>
      workload.pods.map(({ ref }) => `${ref.namespace}/${ref.name}`),
    ),
  );
  const expiries = readings
    .filter(
      ({ kind, namespace, pod }) =>
        kind === 'workload' && pods.has(`${namespace}/${pod}`),
    )
    .map(({ expiresAt }) => expiresAt.getTime());
  return expiries.length > 0
    ? {
        subject,
        source: 'agent',
        expiresAt: new Date(Math.min(...expiries)).toISOString(),
      }
    : unknown('No proxy reports istio_agent_cert_expiry_seconds.');
}

/** Authorities: those of istiod by its metrics, and CA certificates of cert-manager. */
export function authoritiesOf(
  mesh: Mesh,
  readings: readonly CertificateReading[] | undefined,
): Certificate[] {
  const istiod = (['root', 'intermediate'] as const).map(
    (kind): Certificate => {
      const expiries = (readings ?? [])
        .filter(reading => reading.kind === kind)
        .map(({ expiresAt }) => expiresAt.getTime());
      const subject =
        kind === 'root' ? 'root of the mesh' : 'issuer of workloads (istiod)';
      return expiries.length > 0
        ? {
            subject,
            source: 'ca',
            expiresAt: new Date(Math.min(...expiries)).toISOString(),
          }
        : {
            subject,
            source: 'unknown',
            expiresAt: null,
            reason: readings
              ? 'istiod reports no expiry.'
              : 'Prometheus does not answer.',
          };
    },
  );
  const managed = mesh
    .objects('Certificate', 'cert-manager.io')
    .map((object): Certificate => {
      const notAfter = fields(object.status).notAfter;
      const subject = `Certificate ${object.metadata.name} in ${object.metadata.namespace}`;
      return typeof notAfter === 'string' && !Number.isNaN(Date.parse(notAfter))
        ? {
            subject,
            source: 'cert-manager',
            expiresAt: new Date(notAfter).toISOString(),
          }
        : {
            subject,
            source: 'unknown',
            expiresAt: null,
            reason: 'cert-manager has not issued it.',
          };
    });
  return [...istiod, ...managed];
}
