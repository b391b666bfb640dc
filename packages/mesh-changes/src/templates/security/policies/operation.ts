import type { MeshService } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { podPortsOf, requirePort } from '../common/find';
import type { Place } from './place';

/** What of a service is meant; all of it where nothing is said. */
export type Asked = {
  methods?: string[];
  paths?: string[];
  ports?: number[];
};

/** An operation of a rule; ports are those of the pods. */
export type Operation = {
  methods?: string[];
  paths?: string[];
  ports?: string[];
  hosts?: string[];
};

type Port = MeshService['ports'][number];

const HTTP = ['http', 'http2', 'grpc', 'grpc-web'];
const GRPC = ['grpc', 'grpc-web'];

const isHttp = ({ protocol }: Port) => [...HTTP, 'auto'].includes(protocol);

const isGateway = ({ workloads }: MeshService) =>
  workloads.every(({ sidecar }) => sidecar.state === 'gateway');

/** Ports where requests can be read; at a gateway its servers decide, whatever the Service says. */
export const httpPorts = (service: MeshService): Port[] =>
  isGateway(service) ? service.ports : service.ports.filter(isHttp);

/** @throws ParameterError when nothing that enforces the service's policies reads HTTP */
export function requireHttp({ service, hasWaypoint }: Place, field: string) {
  const isAmbient = service.workloads.some(
    ({ sidecar }) => sidecar.state === 'ambient',
  );
  if (isAmbient && !hasWaypoint) {
    throw new ParameterError(
      field,
      `Service ${service.name} is in ambient mode without a waypoint, and nothing else there reads HTTP. Give it a waypoint first, or leave this out.`,
    );
  }
  if (httpPorts(service).length === 0) {
    throw new ParameterError(
      field,
      `Service ${service.name} has no port that carries HTTP: ${service.ports
        .map(({ number, protocol }) => `${number} carries ${protocol}`)
        .join(', ')}. Leave this out.`,
    );
  }
}

function checkPort(
  service: MeshService,
  port: Port,
  { methods, paths }: Asked,
): void {
  const field = methods ? 'methods' : 'paths';
  if ((methods || paths) && !httpPorts(service).includes(port)) {
    throw new ParameterError(
      field,
      `Port ${port.number} of ${service.name} carries ${port.protocol}, and ${field} exist in HTTP only. Leave them out, or name a port that carries HTTP.`,
    );
  }
}

function checkGrpc(service: MeshService, asked: Asked, ports: Port[]): void {
  const { methods } = asked;
  const isGrpc = ports.every(({ protocol }) => GRPC.includes(protocol));
  if (methods && isGrpc && !methods.includes('POST')) {
    throw new ParameterError(
      'methods',
      `${
        service.name
      } speaks gRPC, whose requests are always POST, so no request would fit ${methods.join(
        ', ',
      )}. Add POST, or name methods of gRPC as paths: /package.Service/Method.`,
    );
  }
}

/** The operation of a rule; undefined for all of the service. */
export function operationOf(place: Place, asked: Asked): Operation | undefined {
  const { service } = place;
  const { methods, paths, ports } = asked;
  if (methods || paths) {
    requireHttp(place, methods ? 'methods' : 'paths');
  }
  const found = (ports ?? []).map((number, index) => {
    const named = requirePort(service, number, `ports[${index}]`);
    checkPort(service, named.port, asked);
    return named;
  });
  const meant = ports ? found.map(({ port }) => port) : httpPorts(service);
  if (meant.length > 0) {
    checkGrpc(service, asked, meant);
  }
  const podPorts = found.flatMap(each => each.podPorts);
  return methods || paths || ports
    ? {
        ...(methods && { methods: [...methods] }),
        ...(paths && { paths: [...paths] }),
        ...(ports && { ports: [...new Set(podPorts)].map(String) }),
      }
    : undefined;
}

/** Ports of the service behind ports of the pods, as a form shows them. */
export function servicePortsOf(
  service: MeshService,
  podPorts: readonly string[],
): number[] | undefined {
  const found = podPorts.map(
    podPort =>
      service.ports.find(port =>
        podPortsOf(service, port).map(String).includes(podPort),
      )?.number,
  );
  const known = found.filter(number => number !== undefined);
  return known.length === podPorts.length ? known : undefined;
}

/**
 * The ports that a DENY rule about HTTP must name: on other ports Istio drops what only HTTP has from such a rule, and
 * it would deny everything there. Undefined where every port carries HTTP.
 */
export function denyPorts(service: MeshService): string[] | undefined {
  const readable = httpPorts(service);
  return readable.length === service.ports.length
    ? undefined
    : [...new Set(readable.flatMap(port => podPortsOf(service, port)))].map(
        String,
      );
}

/** Which ports are left out by a rule about HTTP, in words. */
export function unreadPorts(service: MeshService): string[] {
  const readable = httpPorts(service);
  const others = service.ports.filter(port => !readable.includes(port));
  return others.length > 0
    ? [
        `Ports of ${
          service.name
        } that do not carry HTTP stay as they are: ${others
          .map(({ number }) => number)
          .join(', ')}.`,
      ]
    : [];
}
