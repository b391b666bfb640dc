import type { Mesh } from '../mesh/Mesh';
import type { MeshService, ServicePort } from '../mesh/types';
import type { ClientSide } from './approach';
import type { Endpoint } from './endpoints';
import { receive } from './receive/receive';
import { sentTo } from './sentTo';
import type { ConnectionOutcome, EndpointConnection } from './types';

/** The connection of a caller to one endpoint, and what would have to be known about it. */
export interface Meeting {
  connection: EndpointConnection;
  dependsOn?: string;
}

const SENTENCES: Record<ConnectionOutcome, string> = {
  mTLS: 'The connection is mTLS of the mesh.',
  TLS: 'The connection is TLS, but not that of the mesh: it carries no identity.',
  plaintext: 'The connection is plaintext.',
  refused: 'The connection is refused.',
  broken: 'The two sides do not fit together, and the connection fails.',
  unknown: 'What becomes of the connection is not known.',
};

/** A connection that ends before it reaches anybody. */
function end(outcome: ConnectionOutcome, dependsOn?: string): Meeting {
  return {
    connection: {
      sends: 'unknown',
      outcome,
      because: [{ says: SENTENCES[outcome] }],
    },
    dependsOn,
  };
}

function meetEndpoint(
  mesh: Mesh,
  client: ClientSide,
  endpoint: Endpoint,
  port: ServicePort,
): Meeting {
  const { sent, because } = sentTo(mesh, client, endpoint);
  const received = receive(mesh, endpoint, sent, port);
  const isKnown = sent.wire !== 'unknown';
  const outcome = isKnown ? received.outcome : 'unknown';
  return {
    connection: {
      endpoint: endpoint.ref,
      port: endpoint.port,
      mode: received.mode,
      sends: sent.wire,
      outcome,
      because: [...because, ...received.because, { says: SENTENCES[outcome] }],
    },
    dependsOn: isKnown
      ? received.dependsOn
      : `whether the pods of ${endpoint.ref.name} have a proxy that takes mTLS`,
  };
}

/** The wire to a host that nobody here serves. */
function toNobody(
  client: ClientSide,
  service: MeshService,
  port: ServicePort,
): Meeting {
  const mode = client.tls?.mode ?? 'DISABLE';
  const ofApplication = ['https', 'tls'].includes(port.protocol);
  const make = (
    sends: EndpointConnection['sends'],
    outcome: ConnectionOutcome,
    dependsOn?: string,
  ) => ({
    connection: {
      endpoint: service.kind === 'external' ? undefined : service.ref,
      port: port.targetPort,
      sends,
      outcome,
      because: [
        ...(dependsOn
          ? [
              {
                object: service.ref,
                says:
                  service.kind === 'external'
                    ? 'The server is outside the mesh: it takes mTLS of the mesh only when it trusts its certificates.'
                    : 'Nobody that is known here stands behind the service.',
              },
            ]
          : []),
        { says: SENTENCES[outcome] },
      ],
    },
    dependsOn,
  });
  if (service.kind !== 'external') {
    return make('unknown', 'unknown', `who serves ${service.host}`);
  }
  if (client.by === 'unknown') {
    return make('unknown', 'unknown', 'whether the caller has a proxy');
  }
  if (mode === 'ISTIO_MUTUAL') {
    return make('mTLS', 'unknown', `whether ${service.host} trusts the mesh`);
  }
  if (mode !== 'DISABLE') {
    return make('TLS', 'TLS');
  }
  return make('plaintext', ofApplication ? 'TLS' : 'plaintext');
}

/** The connections of a caller to all endpoints of a port. */
export function meet(
  mesh: Mesh,
  client: ClientSide,
  service: MeshService | undefined,
  port: ServicePort,
  endpoints: readonly Endpoint[],
): Meeting[] {
  switch (client.by) {
    case 'nobody':
      return [end('refused')];
    case 'noSubset':
      return [end('broken')];
    case 'unknown':
      return [end('unknown', 'whether the caller has a proxy')];
    default:
      return endpoints.length === 0 && service
        ? [toNobody(client, service, port)]
        : endpoints.map(endpoint => meetEndpoint(mesh, client, endpoint, port));
  }
}
