import type { Mesh } from '../mesh/Mesh';
import type { ServicePort, Workload } from '../mesh/types';
import { asList, asNumber, asRecord, asText, at } from '../resources/fields';

/** A port of the pods of a workload. */
export interface PodPort {
  port?: number;
  protocol?: string;
}

const HTTP = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'HTTPS'];

/** What a gateway reads on a port, by its servers; HTTPS is HTTP where TLS ends there. */
function gatewayProtocol(
  mesh: Mesh,
  workload: Workload,
  { number, targetPort }: ServicePort,
): string | undefined {
  const servers = mesh.gateways
    .filter(({ workloads }) => workloads.includes(workload))
    .flatMap(({ ref }) => asList(at(mesh.get(ref), 'spec', 'servers')))
    .filter(server => {
      const port = asNumber(at(server, 'port', 'number'));
      return port === number || port === targetPort;
    });
  const protocols = servers.map(server => {
    const protocol = asText(at(server, 'port', 'protocol'))?.toUpperCase();
    const mode = asText(asRecord(asRecord(server).tls).mode) ?? '';
    return HTTP.includes(protocol ?? '') && !mode.endsWith('PASSTHROUGH')
      ? 'http'
      : 'tcp';
  });
  return new Set(protocols).size === 1 ? protocols[0] : undefined;
}

/** The ports that services name; one that is not known where none does. */
export function podPortsOf(mesh: Mesh, workload: Workload): PodPort[] {
  const isGateway = workload.sidecar.state === 'gateway';
  const ports = new Map<number, PodPort>();
  for (const service of mesh.servicesOf(workload)) {
    for (const servicePort of service.ports) {
      const port = servicePort.targetPort ?? servicePort.number;
      ports.set(port, {
        port,
        protocol: isGateway
          ? gatewayProtocol(mesh, workload, servicePort)
          : servicePort.protocol,
      });
    }
  }
  return ports.size > 0 ? [...ports.values()] : [{}];
}
