import type { Mesh } from '../../mesh/Mesh';
import type { ServicePort } from '../../mesh/types';
import type { Endpoint } from '../endpoints';
import { inboundAnswer, type InboundCall } from '../inbound';
import { listenerProtocol } from '../listenerProtocol';
import { isOfApplication, untouched } from './byApplication';
import type { Received, Sent } from './types';

function callOf(
  { wire, ownCertificates }: Sent,
  port: ServicePort,
  number: number,
): InboundCall {
  const isHttp = listenerProtocol(port.protocol) !== 'tcp';
  const protocol = isHttp ? 'http' : 'tcp';
  if (wire === 'mTLS') {
    return { port: number, protocol, tls: 'mtls' };
  }
  if (wire === 'TLS') {
    return ownCertificates
      ? { port: number, protocol, tls: 'mtls', identity: 'other' }
      : { port: number, protocol, tls: 'tls' };
  }
  const tls = isOfApplication(port) ? 'tls' : 'plaintext';
  return { port: number, protocol, tls };
}

/** A sidecar stands before the application. */
export function bySidecar(
  mesh: Mesh,
  endpoint: Endpoint,
  sent: Sent,
  port: ServicePort,
  number: number,
): Received {
  const answer = inboundAnswer(mesh, endpoint, callOf(sent, port, number));
  const { error, terminates, mode, because } = answer;
  if (error) {
    const isPlain = sent.wire === 'plaintext';
    const mayBeTrusted = error === 'mtlsError' && sent.ownCertificates;
    if (mayBeTrusted && answer.port.tls === undefined) {
      return {
        outcome: 'unknown',
        mode,
        because: [
          ...because,
          {
            says: "The caller brings certificates of its own: the server takes them only when the mesh's root has signed them.",
          },
        ],
        dependsOn: 'who signed the certificate that the DestinationRule names',
      };
    }
    return {
      outcome: isPlain && error !== 'protocolError' ? 'refused' : 'broken',
      mode,
      because,
    };
  }
  if (terminates) {
    return { outcome: terminates, mode, because };
  }
  if (sent.wire === 'mTLS') {
    return {
      outcome: 'broken',
      mode,
      because: [
        ...because,
        {
          says: "The server's proxy ends no TLS here and hands the handshake of the mesh to the application.",
        },
      ],
    };
  }
  return {
    outcome: sent.wire === 'TLS' ? 'TLS' : untouched(port),
    mode,
    because,
  };
}
