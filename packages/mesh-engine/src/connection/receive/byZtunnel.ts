import type { Mesh } from '../../mesh/Mesh';
import type { ServicePort } from '../../mesh/types';
import type { Endpoint } from '../endpoints';
import { untouched } from './byApplication';
import type { Received, Sent } from './types';

/** The ztunnel of ambient stands before the application. */
export function byZtunnel(
  mesh: Mesh,
  { workload, port: number }: Endpoint,
  sent: Sent,
  port: ServicePort,
): Received {
  const answer = workload && mesh.mtls(workload, number);
  const because = answer?.because ?? [];
  const mode = answer?.mode;
  if (sent.wire === 'mTLS') {
    return { outcome: 'mTLS', mode, because };
  }
  if (mode === 'STRICT') {
    return {
      outcome: sent.wire === 'TLS' ? 'broken' : 'refused',
      mode,
      because: [
        ...because,
        {
          says: 'ztunnel takes tunnels of the mesh alone when the mode is STRICT.',
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
