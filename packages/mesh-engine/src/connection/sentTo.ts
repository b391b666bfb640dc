import type { Mesh } from '../mesh/Mesh';
import { peerModeFor } from '../mtls/peerModeFor';
import type { Because } from '../resources/types';
import type { ClientSide } from './approach';
import type { Endpoint } from './endpoints';
import type { Sent } from './receive/types';

/** What the caller sends to one endpoint. Source: Istio's transport socket matches and its check of endpoints. */
export function sentTo(
  mesh: Mesh,
  client: ClientSide,
  endpoint: Endpoint,
): { sent: Sent; because: Because[] } {
  const sent = (wire: Sent['wire'], ...because: Because[]) => ({
    sent: { wire, ownCertificates: client.tls?.mode === 'MUTUAL' },
    because,
  });
  if (client.by === 'direct') {
    return sent('plaintext');
  }
  if (client.by === 'ztunnel') {
    if (endpoint.offersHbone === undefined) {
      return sent('unknown', {
        object: endpoint.ref,
        says: 'No pods are known, so it is not known whether the server takes tunnels of ambient.',
      });
    }
    return endpoint.offersHbone || endpoint.plane === 'gateway'
      ? sent('mTLS')
      : sent('plaintext', {
          object: endpoint.ref,
          says: 'The server takes no tunnels of ambient, so ztunnel sends plaintext.',
        });
  }
  if (endpoint.plane === 'ambient') {
    return sent('mTLS', {
      object: endpoint.ref,
      says: 'The server is in ambient: the caller reaches it through a tunnel, whatever the DestinationRule says.',
    });
  }
  if (!client.tls || client.tls.mode === 'DISABLE') {
    return sent('plaintext');
  }
  if (client.tls.mode !== 'ISTIO_MUTUAL') {
    return sent('TLS');
  }
  if (!client.isAuto || client.keepsAddress) {
    return sent('mTLS');
  }
  if (endpoint.plane === 'unknown') {
    return sent('unknown');
  }
  if (!endpoint.offersMtls) {
    return sent('plaintext', {
      object: endpoint.ref,
      says: 'This endpoint does not offer mTLS, so auto mTLS sends it plaintext.',
    });
  }
  const { mode, because } = peerModeFor(
    mesh,
    endpoint.namespace,
    endpoint.labels,
    endpoint.port,
  );
  return mode === 'DISABLE'
    ? sent('plaintext', ...because.slice(-1), {
        says: 'The mode of this endpoint is DISABLE, so auto mTLS sends it plaintext.',
      })
    : sent('mTLS');
}
