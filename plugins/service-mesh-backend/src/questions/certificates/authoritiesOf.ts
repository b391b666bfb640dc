import type { KubeObject } from '@ecotrack/mesh-engine';
import type { Certificate } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { FurtherReadings, QuestionInput } from '../input';
import { fieldsOf } from '../objects/fields';
import { whyNoReading } from './whyNoReading';

const ISTIOD = [
  { kind: 'root', subject: 'root of the mesh' },
  { kind: 'intermediate', subject: 'issuer of workloads (istiod)' },
] as const;

/** The time in a field of an object's status, when it is one. */
export function timeIn(object: KubeObject, field: string): Date | undefined {
  const text = fieldsOf(object.status)[field];
  const time = new Date(typeof text === 'string' ? text : NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** How a cert-manager Certificate is called among the subjects. */
export function managedSubject({ metadata }: KubeObject): string {
  return `Certificate ${metadata.name} in ${metadata.namespace}`;
}

function managed(object: KubeObject): Certificate {
  const subject = managedSubject(object);
  const notAfter = timeIn(object, 'notAfter');
  return notAfter
    ? { subject, source: 'cert-manager', expiresAt: notAfter.toISOString() }
    : {
        subject,
        source: 'unknown',
        expiresAt: null,
        reason: 'cert-manager has not issued it.',
      };
}

/** The authorities of istiod by its metrics (`citadel_server_*_expiry_timestamp`), and cert-manager's Certificates. */
export function authoritiesOf(
  input: QuestionInput,
  { certificates }: FurtherReadings,
): Certificate[] {
  const istiod = ISTIOD.map(({ kind, subject }): Certificate => {
    const expiries = (certificates ?? [])
      .filter(reading => reading.kind === kind)
      .map(({ expiresAt }) => expiresAt.getTime());
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
          reason: certificates
            ? 'istiod reports no expiry.'
            : whyNoReading(input),
        };
  });
  return [
    ...istiod,
    ...input.mesh.objects('Certificate', 'cert-manager.io').map(managed),
  ];
}
