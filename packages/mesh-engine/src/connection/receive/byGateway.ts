import type { Mesh } from '../../mesh/Mesh';
import type { ServicePort } from '../../mesh/types';
import type { Because } from '../../resources/types';
import type { Endpoint } from '../endpoints';
import { gatewayServers } from '../gatewayServer';
import type { ConnectionOutcome, Wire } from '../types';
import { untouched } from './byApplication';
import type { Received, Sent } from './types';

/** What each mode of a gateway's server makes of each wire. */
function gatewayOutcome(
  tls: string | undefined,
  wire: Wire,
  fromApplication: Wire,
): ConnectionOutcome {
  const onWire = wire === 'plaintext' ? fromApplication : wire;
  switch (tls) {
    case undefined:
      return onWire === 'plaintext' ? 'plaintext' : 'broken';
    case 'PASSTHROUGH':
      return onWire === 'plaintext' ? 'refused' : onWire;
    case 'ISTIO_MUTUAL':
    case 'AUTO_PASSTHROUGH':
      if (onWire === 'mTLS') {
        return 'mTLS';
      }
      return onWire === 'plaintext' ? 'refused' : 'broken';
    default:
      if (onWire === 'TLS') {
        return 'TLS';
      }
      return onWire === 'plaintext' ? 'refused' : 'broken';
  }
}

/** A gateway or a waypoint takes the connection. */
export function byGateway(
  mesh: Mesh,
  { workload, port: number, ref }: Endpoint,
  sent: Sent,
  port: ServicePort,
): Received {
  const servers =
    workload && gatewayServers(mesh, workload, port.number, number);
  if (!servers) {
    return {
      outcome: 'unknown',
      because: [
        { object: ref, says: 'This is a gateway, and no Gateway names it.' },
      ],
      dependsOn: 'the Gateway that configures the server',
    };
  }
  if (servers.length === 0) {
    return {
      outcome: 'refused',
      because: [
        {
          object: ref,
          says: `No server of a Gateway listens on port ${port.number}.`,
        },
      ],
    };
  }
  const [{ object, field, tls, isWaypoint }] = servers;
  if (isWaypoint) {
    return {
      outcome: sent.wire === 'mTLS' ? 'mTLS' : 'refused',
      because: [
        { object, field, says: 'A waypoint takes tunnels of the mesh alone.' },
      ],
    };
  }
  const modes = new Set(servers.map(server => server.tls));
  const because: Because[] = servers.map(server => ({
    object: server.object,
    field: server.field,
    says: `This server of the gateway asks for ${server.tls ?? 'no TLS'}.`,
  }));
  if (modes.size > 1) {
    return {
      outcome: 'unknown',
      because,
      dependsOn: 'the host, as servers of one port ask for different TLS',
    };
  }
  if (tls === 'MUTUAL' && sent.wire !== 'plaintext' && !sent.ownCertificates) {
    return {
      outcome: 'broken',
      because: [
        ...because,
        {
          says: 'MUTUAL asks for a certificate that the caller does not bring.',
        },
      ],
    };
  }
  return { outcome: gatewayOutcome(tls, sent.wire, untouched(port)), because };
}
