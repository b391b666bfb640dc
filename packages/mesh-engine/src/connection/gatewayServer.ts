import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import type { Workload } from '../mesh/types';
import { asList, asNumber, asRecord, asText, at } from '../resources/fields';
import { groupOf } from '../resources/ref';
import type { ObjectRef } from '../resources/types';

/** A server of a gateway that listens on a port. */
export interface GatewayServer {
  object: ObjectRef;
  field: string;
  /** Mode of its TLS; undefined for none. */
  tls?: string;
  /** Whether this is the port of a waypoint, which takes tunnels alone. */
  isWaypoint: boolean;
}

function readServers(
  mesh: Mesh,
  ref: ObjectRef,
): (GatewayServer & { port?: number })[] {
  const object = mesh.get(ref);
  if (groupOf(ref.apiVersion) === 'networking.istio.io') {
    return asList(at(object, 'spec', 'servers')).map((server, index) => ({
      object: ref,
      field: `spec.servers[${index}]`,
      port: asNumber(at(server, 'port', 'number')),
      tls:
        asRecord(server).tls && !asRecord(asRecord(server).tls).httpsRedirect
          ? asText(at(server, 'tls', 'mode')) ?? 'SIMPLE'
          : asText(at(server, 'tls', 'mode')),
      isWaypoint: false,
    }));
  }
  const isWaypoint =
    asText(at(object, 'spec', 'gatewayClassName')) === 'istio-waypoint';
  return asList(at(object, 'spec', 'listeners')).map((listener, index) => {
    const protocol = asText(asRecord(listener).protocol) ?? '';
    const mode = asText(at(listener, 'tls', 'mode'));
    return {
      object: ref,
      field: `spec.listeners[${index}]`,
      port: asNumber(asRecord(listener).port),
      tls: ['HTTPS', 'TLS'].includes(protocol)
        ? mode === 'Passthrough'
          ? 'PASSTHROUGH'
          : 'SIMPLE'
        : undefined,
      isWaypoint,
    };
  });
}

const serversByWorkload = perMesh(mesh => {
  const index = new Map<Workload, ReturnType<typeof readServers>>();
  for (const { ref, workloads } of mesh.gateways) {
    const servers = readServers(mesh, ref);
    for (const workload of workloads) {
      index.set(workload, [...(index.get(workload) ?? []), ...servers]);
    }
  }
  return index;
});

/**
 * Servers of a gateway's pods; undefined when no Gateway is known.
 * @param ports - of the service or of the pod, as Gateways may name either; none for all servers
 */
export function gatewayServers(
  mesh: Mesh,
  workload: Workload,
  ...ports: readonly (number | undefined)[]
): GatewayServer[] | undefined {
  const asked = new Set<number | undefined>(
    ports.filter(port => port !== undefined),
  );
  const servers = serversByWorkload(mesh).get(workload);
  return servers?.filter(
    ({ port, isWaypoint }) => isWaypoint || asked.size === 0 || asked.has(port),
  );
}
