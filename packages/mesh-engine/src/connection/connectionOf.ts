import type { Mesh } from '../mesh/Mesh';
import type { MeshService, ServicePort, Workload } from '../mesh/types';
import { composePeerPolicies, selectPeerPolicies } from '../mtls/peerPolicies';
import { peerPoliciesOf } from '../mtls/peerPoliciesOf';
import { asLabels } from '../resources/fields';
import { fieldSteps } from '../resources/fieldPath';
import { describeRef } from '../resources/ref';
import type { Because } from '../resources/types';
import { clientSide, type ClientSide } from './clientSide';
import { destinationRuleIndex } from './destinationRules';
import {
  endpointsOf,
  endpointsOfWorkload,
  planesOf,
  type Endpoint,
} from './endpoints';
import { podPort } from './inboundPort';
import { receive, type Sent } from './serverSide';
import type {
  ConnectionAnswer,
  ConnectionClient,
  ConnectionOptions,
  ConnectionOutcome,
  EndpointConnection,
} from './types';

const WORST_FIRST: readonly ConnectionOutcome[] = [
  'broken',
  'refused',
  'unknown',
  'plaintext',
  'TLS',
  'mTLS',
];

const SENTENCES: Record<ConnectionOutcome, string> = {
  mTLS: 'The connection is mTLS of the mesh.',
  TLS: 'The connection is TLS, but not that of the mesh: it carries no identity.',
  plaintext: 'The connection is plaintext.',
  refused: 'The connection is refused.',
  broken: 'The two sides do not fit together, and the connection fails.',
  unknown: 'What becomes of the connection is not known.',
};

/** What the caller sends to one endpoint. Source: Istio's transport socket matches and its check of endpoints. */
function sentTo(
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
  const { mode, because } = composePeerPolicies(
    selectPeerPolicies(
      peerPoliciesOf(mesh, endpoint.namespace),
      mesh.config.rootNamespace,
      endpoint.namespace,
      endpoint.labels,
    ),
    endpoint.port,
  );
  return mode === 'DISABLE'
    ? sent('plaintext', ...because.slice(-1), {
        says: 'The mode of this endpoint is DISABLE, so auto mTLS sends it plaintext.',
      })
    : sent('mTLS');
}

function meet(
  mesh: Mesh,
  client: ClientSide,
  endpoint: Endpoint,
  port: ServicePort,
): { connection: EndpointConnection; dependsOn?: string } {
  const { sent, because } = sentTo(mesh, client, endpoint);
  const received = receive(mesh, endpoint, sent, port);
  // What is sent is not known: the answer stands only where every wire ends alike.
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
): { connection: EndpointConnection; dependsOn?: string } {
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

/** Finds the service by which a workload is called on a port of its pods. */
function serviceFor(
  mesh: Mesh,
  workload: Workload,
  number: number,
): { service: MeshService; port: ServicePort } | undefined {
  for (const service of mesh.servicesOf(workload)) {
    const port = service.ports.find(
      candidate => podPort(candidate, workload) === number,
    );
    if (port) {
      return { service, port };
    }
  }
  return undefined;
}

interface Target {
  service?: MeshService;
  port: ServicePort;
  endpoints: Endpoint[];
}

function targetOf(
  mesh: Mesh,
  client: ConnectionClient,
  server: MeshService | Workload,
  number: number,
  subset: string | undefined,
): Target | undefined {
  if (!('host' in server)) {
    const found = serviceFor(mesh, server, number);
    return {
      service: found?.service,
      port: found?.port ?? { number, targetPort: number, protocol: 'auto' },
      endpoints: endpointsOfWorkload(server, number),
    };
  }
  const port = server.ports.find(candidate => candidate.number === number);
  if (!port) {
    return undefined;
  }
  const rule =
    subset === undefined || client === 'outside'
      ? undefined
      : destinationRuleIndex(mesh).select({
          clientNamespace: client.namespace,
          clientLabels: client.labels,
          host: server.host,
          serviceNamespace: server.namespace,
        });
  const labels = rule?.subsets.find(({ name }) => name === subset)?.value
    .labels;
  return {
    service: server,
    port,
    endpoints: endpointsOf(mesh, server, port, asLabels(labels)),
  };
}

/** See `Mesh.connection`. */
export function connectionOf(
  mesh: Mesh,
  client: ConnectionClient,
  server: MeshService | Workload,
  number: number,
  { subset }: ConnectionOptions = {},
): ConnectionAnswer {
  const locate = (because: readonly Because[]): Because[] =>
    because.map(entry => ({
      ...entry,
      origin:
        entry.object &&
        mesh.originOf(entry.object, fieldSteps(entry.field ?? '')),
    }));
  const target = targetOf(mesh, client, server, number, subset);
  if (!target) {
    return {
      outcome: 'refused',
      destinationRules: [],
      endpoints: [],
      because: locate([
        {
          object: server.ref,
          field: 'spec.ports',
          says: `The service has no port ${number}.`,
        },
      ]),
    };
  }
  const { service, port, endpoints } = target;
  const planes = client === 'outside' ? (['none'] as const) : planesOf(client);
  const sides = planes.map(plane =>
    clientSide(mesh, client, plane, service, port, endpoints, subset),
  );
  const met = sides.flatMap(side => {
    if (side.by === 'nobody') {
      return [
        {
          side,
          connection: {
            sends: 'unknown' as const,
            outcome: 'refused' as const,
            because: [{ says: SENTENCES.refused }],
          },
        },
      ];
    }
    if (side.by === 'unknown') {
      return [
        {
          side,
          connection: {
            sends: 'unknown' as const,
            outcome: 'unknown' as const,
            because: [{ says: SENTENCES.unknown }],
          },
          dependsOn: 'whether the caller has a proxy',
        },
      ];
    }
    return endpoints.length === 0 && service
      ? [{ side, ...toNobody(side, service, port) }]
      : endpoints.map(endpoint => ({
          side,
          ...meet(mesh, side, endpoint, port),
        }));
  });
  const rank = ({ connection }: (typeof met)[number]) =>
    WORST_FIRST.indexOf(connection.outcome);
  const [worst] = [...met].sort((a, b) => rank(a) - rank(b));
  const { outcome, because, endpoint } = worst.connection;
  const isAlike = met.every(({ connection }) => connection.outcome === outcome);
  const dependsOn = [
    ...new Set(
      met.flatMap(entry => ('dependsOn' in entry && entry.dependsOn) || []),
    ),
  ];
  return {
    outcome,
    host: service?.host,
    destinationRules: worst.side.destinationRules,
    endpoints: met.map(({ connection }) => ({
      ...connection,
      because: locate(connection.because),
    })),
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
    because: locate([
      ...worst.side.because,
      ...because,
      ...(isAlike || !endpoint
        ? []
        : [
            {
              object: endpoint,
              says: `${describeRef(endpoint)} is worst off of ${
                met.length
              } kinds of connections.`,
            },
          ]),
    ]),
  };
}
