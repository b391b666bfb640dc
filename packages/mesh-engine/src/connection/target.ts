import type { Mesh } from '../mesh/Mesh';
import { perMeshAnd } from '../mesh/perMesh';
import type { MeshService, ServicePort, Workload } from '../mesh/types';
import { asLabels } from '../resources/fields';
import { destinationRuleIndex } from './destinationRules';
import { endpointsOf, endpointsOfWorkload, type Endpoint } from './endpoints';
import { podPort } from './podPort';
import type { ConnectionClient } from './types';

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

/** Whom a caller wants to reach. */
export interface Target {
  service?: MeshService;
  port: ServicePort;
  endpoints: Endpoint[];
}

/** Who serves a port of a service; looked up once for each mesh. */
const allEndpoints = perMeshAnd(
  (mesh, port: ServicePort, service: MeshService): Endpoint[] =>
    endpointsOf(mesh, service, port),
);

/** Who serves a port of a service, or of the pods of a workload; undefined when the service has no such port. */
export function targetOf(
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
  if (subset === undefined || client === 'outside') {
    return {
      service: server,
      port,
      endpoints: allEndpoints(mesh, port, server),
    };
  }
  const rule = destinationRuleIndex(mesh).select({
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
