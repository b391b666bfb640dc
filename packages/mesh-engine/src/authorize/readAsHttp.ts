import type { Mesh } from '../mesh/Mesh';
import type { AuthorizeRequest } from './types';

const HTTP = ['http', 'http2', 'grpc', 'grpc-web', 'http_proxy'];

/** What the services say that lead to the port. */
function declaredProtocols(
  mesh: Mesh,
  { workload, port }: AuthorizeRequest['destination'],
): string[] {
  const ports = workload
    ? mesh.servicesOf(workload).flatMap(service => service.ports)
    : [];
  return ports
    .filter(({ targetPort, number }) => (targetPort ?? number) === port)
    .map(({ protocol }) => protocol);
}

/** Whether proxies read the bytes as HTTP; both answers when it is not known. */
export function readAsHttp(
  mesh: Mesh,
  { protocol, http, destination }: AuthorizeRequest,
): boolean[] {
  const names = protocol ? [protocol] : declaredProtocols(mesh, destination);
  const known = new Set(
    names
      .filter(name => name !== 'auto')
      .map(name => HTTP.includes(name.toLowerCase())),
  );
  if (known.size > 0) {
    return [...known];
  }
  return http ? [true] : [true, false];
}
