import type { MeshService } from '@ecotrack/mesh-engine';
import type { Certificate } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { FurtherReadings, QuestionInput } from '../input';
import { whyNoReading } from './whyNoReading';

/** The certificate of a service's pods that expires first, as their proxies report it; the subject is `namespace/name`. */
export function serviceCertificate(
  input: QuestionInput,
  {
    kind,
    namespace,
    name,
    workloads,
  }: Pick<MeshService, 'kind' | 'namespace' | 'name' | 'workloads'>,
  { certificates }: FurtherReadings,
): Certificate {
  const subject = `${namespace}/${name}`;
  const unknown = (reason: string): Certificate => ({
    subject,
    source: 'unknown',
    expiresAt: null,
    reason,
  });
  if (kind === 'external') {
    return unknown('The host is outside the mesh.');
  }
  if (
    workloads.length > 0 &&
    workloads.every(({ sidecar }) => sidecar.state === 'none')
  ) {
    return unknown('No pod has a proxy, so there is no certificate.');
  }
  const pods = new Set(
    workloads.flatMap(workload =>
      workload.pods.map(({ ref }) => `${ref.namespace}/${ref.name}`),
    ),
  );
  if (pods.size === 0) {
    return unknown('No pods are known.');
  }
  if (!certificates) {
    return unknown(whyNoReading(input));
  }
  const expiries = certificates
    .filter(
      reading =>
        reading.kind === 'workload' &&
        pods.has(`${reading.namespace}/${reading.pod}`),
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
