import type { KubeObject, Mesh, MeshService } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { newObject } from '../../security/common/planOf';
import { at, list, record, texts } from '../../security/common/values';
import { EGRESS_PORT } from './gateway';
import { nameFor, NETWORKING, type ExternalParameters } from './types';

/** The VirtualService of a host outside. */
export function routeOf(mesh: Mesh, host: string): KubeObject | undefined {
  return mesh
    .objects('VirtualService', NETWORKING)
    .find(({ spec }) => texts(at(spec, 'hosts')).includes(host));
}

const destinationsOf = ({ spec }: KubeObject) =>
  ['http', 'tls', 'tcp']
    .flatMap(field => list(at(spec, field)))
    .flatMap(rule => list(record(rule).route))
    .map(route => record(record(route).destination));

/** Whether a VirtualService sends what it takes to a service. */
function leadsTo(
  route: KubeObject,
  { host, name, namespace }: MeshService,
): boolean {
  const names = [
    host,
    name,
    `${name}.${namespace}`,
    `${name}.${namespace}.svc`,
  ];
  return destinationsOf(route).some(destination =>
    names.some(each => each === destination.host),
  );
}

/** @throws ParameterError when a route names no port of a host that is to have several */
export function requirePortsOfRoutes(mesh: Mesh, entry: KubeObject): void {
  const hosts = texts(at(entry, 'spec', 'hosts'));
  const ports = list(at(entry, 'spec', 'ports'));
  for (const route of mesh.objects('VirtualService', NETWORKING)) {
    const host = destinationsOf(route)
      .filter(({ port }) => port === undefined)
      .map(destination => destination.host)
      .find(each => hosts.some(known => known === each));
    if (ports.length > 1 && host !== undefined) {
      throw new ParameterError(
        'ports',
        `VirtualService ${route.metadata.name} in ${
          route.metadata.namespace
        } leads to ${String(
          host,
        )} without a port, which holds only as long as the host has one. Name the port there first, or keep to port ${String(
          at(ports, 0, 'number'),
        )}.`,
      );
    }
  }
}

/** The VirtualService that leads a host through an egress gateway. */
export function routeThrough(mesh: Mesh, host: string): KubeObject | undefined {
  const route = routeOf(mesh, host);
  const isThrough =
    route !== undefined &&
    mesh.services.some(
      service =>
        service.workloads.some(
          ({ labels }) => labels.istio === 'egressgateway',
        ) && leadsTo(route, service),
    );
  return isThrough ? route : undefined;
}

/** From the callers to the egress gateway, and from there to the host, as one VirtualService. */
export function wantedRoute(
  mesh: Mesh,
  service: MeshService,
  host: string,
  {
    subset,
    gateway,
    home,
    parameters,
  }: {
    subset: string;
    gateway: KubeObject;
    home: string;
    parameters: ExternalParameters;
  },
): KubeObject {
  const known = routeOf(mesh, host);
  if (known) {
    if (leadsTo(known, service)) {
      return known;
    }
    throw new ParameterError(
      'egressGateway',
      `VirtualService ${known.metadata.name} in ${known.metadata.namespace} routes ${host} already, past the egress gateway. Remove that route first, or leave this off.`,
    );
  }
  const { ports, tls } = parameters;
  const { namespace, name } = gateway.metadata;
  const through = `${namespace}/${name}`;
  const [port] = ports;
  const toGateway = {
    destination: { host: service.host, subset, port: { number: EGRESS_PORT } },
  };
  const toHost = {
    destination: { host, port: { number: port?.number } },
  };
  const routes =
    tls === 'passthrough'
      ? {
          tls: [
            {
              match: [
                { gateways: ['mesh'], port: port?.number, sniHosts: [host] },
              ],
              route: [toGateway],
            },
            {
              match: [
                { gateways: [through], port: EGRESS_PORT, sniHosts: [host] },
              ],
              route: [toHost],
            },
          ],
        }
      : {
          http: [
            { match: [{ gateways: ['mesh'] }], route: [toGateway] },
            { match: [{ gateways: [through] }], route: [toHost] },
          ],
        };
  return newObject(
    mesh,
    NETWORKING,
    'VirtualService',
    { namespace: home, name: nameFor(host, parameters) },
    { hosts: [host], gateways: ['mesh', through], ...routes },
  );
}
