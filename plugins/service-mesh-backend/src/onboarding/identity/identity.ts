import { serviceCertificate } from '../../questions/certificates/serviceCertificate';
import { identitiesOf } from '../../questions/mtls/identitiesOf';
import { clock, duration } from '../../questions/wording/figures';
import type { Judge } from '../types';
import { namesOf, whoDoes } from '../wording';

/** Whether its proxies hold a certificate of its service account; that others share the account is said. */
export const identity: Judge = ({ input, subject, readings }) => {
  const { mesh, now } = input;
  const { workloads } = subject;
  const identities = identitiesOf(mesh, workloads);
  const because = workloads.map(({ ref, serviceAccount, spiffe }) => ({
    object: ref,
    field: 'spec.template.spec.serviceAccountName',
    says: spiffe
      ? `It runs as ${serviceAccount}: ${spiffe}.`
      : `It runs as ${serviceAccount} and has no proxy, so no identity.`,
  }));
  if (
    identities.length === 0 ||
    identities.some(({ spiffe }) => spiffe === null)
  ) {
    return {
      state: 'waiting',
      says: 'It has no identity until its pods have a proxy.',
      because,
    };
  }
  const accounts = namesOf(workloads.map(each => each.serviceAccount));
  const others = identities.flatMap(({ sharedWith }) => sharedWith);
  const shared =
    others.length > 0
      ? ` ${whoDoes(
          others,
          'shares',
          'share',
        )} it, so no policy can tell them apart.`
      : '';
  const { expiresAt, reason } = serviceCertificate(
    input,
    {
      kind: 'service',
      namespace: subject.namespace,
      name: subject.name,
      workloads: [...workloads],
    },
    { certificates: readings.certificates.value },
  );
  const reasons = [
    ...because,
    {
      says: expiresAt
        ? `The certificate that expires first does so at ${expiresAt}.`
        : reason ?? 'Nothing tells when its certificate expires.',
      query: `istio_agent_cert_expiry_seconds{namespace="${subject.namespace}"}`,
    },
  ];
  if (!expiresAt) {
    return {
      state: 'unknown',
      says: `It runs as ${accounts}; its certificate is not seen. ${
        reason ?? ''
      }${shared}`.trim(),
      because: reasons,
    };
  }
  const left = Date.parse(expiresAt) - now.getTime();
  return left > 0
    ? {
        state: 'done',
        says: `It proves to be ${accounts} by a certificate that is valid for ${duration(
          left,
        )}.${shared}`,
        because: reasons,
      }
    : {
        state: 'failed',
        says: `The certificate of ${accounts} expired at ${clock(
          new Date(expiresAt),
          now,
        )} and was not renewed.${shared}`,
        because: reasons,
      };
};
