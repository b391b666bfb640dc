import type { Mesh } from '../mesh/Mesh';
import type { MeshService, Workload } from '../mesh/types';
import type { EndpointConnection } from '../connection/types';
import { refKey } from '../resources/ref';
import type { Known } from './attributes';
import type { AuthorizeRequest } from './types';

/** As Envoy sees it; policies leave the scheme out. */
export const withScheme = (principal: string): string =>
  principal.startsWith('spiffe://') ? principal : `spiffe://${principal}`;

/** Services through which a port of a pod is called. */
function servicesAt(
  mesh: Mesh,
  workload: Workload,
  port: number,
): [MeshService, number][] {
  return mesh
    .servicesOf(workload)
    .flatMap(service =>
      service.ports
        .filter(({ targetPort, number }) => (targetPort ?? number) === port)
        .map(({ number }): [MeshService, number] => [service, number]),
    );
}

/** What the connections that lead from one workload to a port of another come to at the pods. */
function outcomes(
  mesh: Mesh,
  client: Workload,
  server: Workload,
  port: number,
): Set<EndpointConnection['outcome'] | undefined> {
  const key = refKey(server.ref);
  const services = servicesAt(mesh, server, port);
  const answers =
    services.length > 0
      ? services.map(([service, number]) =>
          mesh.connection(client, service, number),
        )
      : [mesh.connection(client, server, port)];
  return new Set(
    answers.map(
      ({ endpoints }) =>
        endpoints.find(({ endpoint }) => endpoint && refKey(endpoint) === key)
          ?.outcome,
    ),
  );
}

/** The identity of a caller, null where it shows none; undefined where that is not known. */
export function callerPrincipal(
  mesh: Mesh,
  { source, destination }: AuthorizeRequest,
): Known<string> {
  if (source?.principal !== undefined) {
    return source.principal === null ? null : withScheme(source.principal);
  }
  if (source?.mtls === false) {
    return null;
  }
  const client = source?.workload;
  if (source?.mtls === true || !client) {
    return client?.spiffe;
  }
  const { workload: server, port } = destination;
  if (!server) {
    return undefined;
  }
  if (mesh.mtls(server, port).effective === 'strict') {
    return client.spiffe;
  }
  const found =
    port === undefined ? [] : [...outcomes(mesh, client, server, port)];
  const [outcome] = found;
  if (found.length !== 1 || outcome === undefined) {
    return undefined;
  }
  if (outcome === 'mTLS') {
    return client.spiffe;
  }
  return outcome === 'plaintext' || outcome === 'TLS' ? null : undefined;
}
