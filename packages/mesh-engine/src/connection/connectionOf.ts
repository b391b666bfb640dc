import type { Mesh } from '../mesh/Mesh';
import type { MeshService, Workload } from '../mesh/types';
import { withOrigins } from '../mesh/withOrigins';
import { describeRef } from '../resources/ref';
import { clientSide } from './clientSide';
import { planesOf } from './endpoints';
import { meet } from './meet';
import { targetOf } from './target';
import type {
  ConnectionAnswer,
  ConnectionClient,
  ConnectionOptions,
  ConnectionOutcome,
} from './types';

const WORST_FIRST: readonly ConnectionOutcome[] = [
  'broken',
  'refused',
  'unknown',
  'plaintext',
  'TLS',
  'mTLS',
];

/** What becomes of a connection; places of the reasons are not looked up. */
export function decideConnection(
  mesh: Mesh,
  client: ConnectionClient,
  server: MeshService | Workload,
  number: number,
  { subset }: ConnectionOptions = {},
): ConnectionAnswer {
  const target = targetOf(mesh, client, server, number, subset);
  if (!target) {
    const says = `The service has no port ${number}.`;
    return {
      outcome: 'refused',
      destinationRules: [],
      endpoints: [],
      because: [{ object: server.ref, field: 'spec.ports', says }],
    };
  }
  const { service, port, endpoints } = target;
  const planes = client === 'outside' ? (['none'] as const) : planesOf(client);
  const met = planes.flatMap(plane => {
    const side = clientSide(mesh, client, plane, target, subset);
    return meet(mesh, side, service, port, endpoints).map(meeting => ({
      ...meeting,
      side,
    }));
  });
  const worst = met.reduce((a, b) =>
    WORST_FIRST.indexOf(b.connection.outcome) <
    WORST_FIRST.indexOf(a.connection.outcome)
      ? b
      : a,
  );
  const { outcome, because, endpoint } = worst.connection;
  const isAlike = met.every(({ connection }) => connection.outcome === outcome);
  const dependsOn = new Set(met.flatMap(entry => entry.dependsOn ?? []));
  const comparison =
    isAlike || !endpoint
      ? []
      : [
          {
            object: endpoint,
            says: `${describeRef(endpoint)} is worst off of ${
              met.length
            } kinds of connections.`,
          },
        ];
  return {
    outcome,
    host: service?.host,
    destinationRules: worst.side.destinationRules,
    endpoints: met.map(({ connection }) => connection),
    ...(dependsOn.size > 0 ? { dependsOn: [...dependsOn] } : {}),
    because: [...worst.side.because, ...because, ...comparison],
  };
}

/** See `Mesh.connection`. */
export function connectionOf(
  mesh: Mesh,
  client: ConnectionClient,
  server: MeshService | Workload,
  port: number,
  options?: ConnectionOptions,
): ConnectionAnswer {
  const answer = decideConnection(mesh, client, server, port, options);
  return {
    ...answer,
    endpoints: answer.endpoints.map(endpoint => ({
      ...endpoint,
      because: withOrigins(mesh, endpoint.because),
    })),
    because: withOrigins(mesh, answer.because),
  };
}
