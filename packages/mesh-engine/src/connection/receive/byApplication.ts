import type { ServicePort } from '../../mesh/types';
import type { Wire } from '../types';
import type { Received, Sent } from './types';

/** Whether the application itself talks TLS on a port, by its protocol. */
export const isOfApplication = ({ protocol }: ServicePort): boolean =>
  protocol === 'https' || protocol === 'tls';

/** The wire as the application has it, where no proxy does anything to it. */
export const untouched = (port: ServicePort): Wire =>
  isOfApplication(port) ? 'TLS' : 'plaintext';

/** Nothing stands before the application. */
export function byApplication(sent: Sent, port: ServicePort): Received {
  if (sent.wire === 'mTLS') {
    return {
      outcome: 'broken',
      because: [
        {
          says: 'The server has no proxy that could end the mTLS of the mesh, so the application gets a handshake that it does not understand.',
        },
      ],
    };
  }
  return {
    outcome: sent.wire === 'TLS' ? 'TLS' : untouched(port),
    because: [
      {
        says: 'No proxy stands before the server: what is sent reaches the application.',
      },
    ],
  };
}
