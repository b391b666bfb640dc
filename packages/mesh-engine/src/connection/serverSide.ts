import type { Mesh } from '../mesh/Mesh';
import type { ServicePort } from '../mesh/types';
import type { PeerMode } from '../mtls/types';
import type { Because } from '../resources/types';
import type { Endpoint } from './endpoints';
import { gatewayServers } from './gatewayServer';
import { inboundAnswer, type InboundCall } from './inbound';
import { isIntercepted, listenerProtocol } from './inboundPort';
import type { ConnectionOutcome, Wire } from './types';

/** What a caller puts on the wire, and whose certificates it is made with. */
export interface Sent {
  wire: Wire;
  /** Certificates of its own, which the DestinationRule names. */
  ownCertificates: boolean;
}

/** What a server makes of it. */
export interface Received {
  outcome: ConnectionOutcome;
  mode?: PeerMode;
  because: Because[];
  dependsOn?: string;
}

/** Whether the application itself talks TLS on a port, by its protocol. */
const isOfApplication = ({ protocol }: ServicePort): boolean =>
  protocol === 'https' || protocol === 'tls';

/** The wire as the application has it, where no proxy does anything to it. */
const untouched = (port: ServicePort): Wire =>
  isOfApplication(port) ? 'TLS' : 'plaintext';

function byApplication(sent: Sent, port: ServicePort): Received {
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

function bySidecar(
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

function byZtunnel(
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

function byGateway(
  mesh: Mesh,
  { workload, port: number, ref }: Endpoint,
  sent: Sent,
  port: ServicePort,
): Received {
  const servers =
    workload && gatewayServers(mesh, workload, [port.number, number]);
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

/** What an endpoint makes of what a caller sends. */
export function receive(
  mesh: Mesh,
  endpoint: Endpoint,
  sent: Sent,
  port: ServicePort,
): Received {
  const { plane, workload, ref } = endpoint;
  if (plane === 'unknown') {
    return {
      outcome: 'unknown',
      because: [
        {
          object: ref,
          says: 'It is not known whether the server has a proxy: neither its pods nor its namespace are.',
        },
      ],
      dependsOn: `whether ${ref.name} has a proxy`,
    };
  }
  if (plane === 'none') {
    return byApplication(sent, port);
  }
  if (plane === 'gateway') {
    return byGateway(mesh, endpoint, sent, port);
  }
  if (plane === 'ambient') {
    return byZtunnel(mesh, endpoint, sent, port);
  }
  if (endpoint.port === undefined) {
    return {
      outcome: 'unknown',
      because: [
        {
          object: ref,
          says: `No container declares the port ${
            port.targetName ?? port.number
          }.`,
        },
      ],
      dependsOn: `the port of the pod that ${
        port.targetName ?? port.number
      } names`,
    };
  }
  if (
    workload &&
    !isIntercepted(workload.annotations, 'Inbound', endpoint.port)
  ) {
    const received = byApplication(sent, port);
    return {
      ...received,
      because: [
        {
          object: ref,
          field: 'metadata.annotations',
          says: `Inbound port ${endpoint.port} is excluded from the server's proxy.`,
        },
        ...received.because,
      ],
    };
  }
  return bySidecar(mesh, endpoint, sent, port, endpoint.port);
}
