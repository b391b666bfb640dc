import type { ObservedEncryption } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { MeshService } from '@ecotrack/mesh-engine';
import type { Call } from './calls';
import type { Peer } from './peers';

/** Whether every port of a service carries TLS that its clients bring: the mesh sees bytes, not whether they are encrypted. */
function carriesOwnTls({ ports }: MeshService): boolean {
  return (
    ports.length > 0 &&
    ports.every(({ protocol }) => protocol === 'https' || protocol === 'tls')
  );
}

/** What is known of the encryption of one call to a peer. */
export function encryptionOf(
  { seenByServer, security, protocol }: Call,
  target: Peer,
): 'mtls' | 'plaintext' | 'unknown' {
  if (!seenByServer || security === 'unknown') {
    return 'unknown';
  }
  if (security === 'mutual_tls') {
    return 'mtls';
  }
  return protocol === 'tcp' &&
    target.type === 'service' &&
    carriesOwnTls(target.service)
    ? 'unknown'
    : 'plaintext';
}

/**
 * Share of calls over mTLS, from those that a server's proxy counted. Requests and bytes are never added up: where
 * there are requests, only they count.
 * @param why - why it is unknown when there are no calls
 */
export function observedEncryption(
  calls: readonly Call[],
  target: Peer,
  why: string,
): ObservedEncryption {
  const unknown = (reason: string): ObservedEncryption => ({
    state: 'unknown',
    mtlsShare: null,
    reason,
  });
  if (calls.length === 0) {
    return unknown(why);
  }
  const requests = calls.filter(({ protocol }) => protocol !== 'tcp');
  const counted = (requests.length > 0 ? requests : calls).filter(
    ({ seenByServer, security }) => seenByServer && security !== 'unknown',
  );
  const rates = { mtls: 0, plaintext: 0, unknown: 0 };
  for (const call of counted) {
    rates[encryptionOf(call, target)] += call.rate;
  }
  if (rates.unknown > 0) {
    return unknown(
      'The port carries TLS of its clients, which the mesh does not see into.',
    );
  }
  const total = rates.mtls + rates.plaintext;
  if (total === 0) {
    return unknown('No proxy at the server counted these calls.');
  }
  return {
    state:
      rates.plaintext === 0 ? 'mtls' : rates.mtls === 0 ? 'plaintext' : 'mixed',
    mtlsShare: rates.mtls / total,
  };
}
