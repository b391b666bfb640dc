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

/** Whether a VirtualService sends what it takes to a host. */
function leadsTo(
  { spec }: KubeObject,
  { host, name, namespace }: MeshService,
): boolean {
  const names = [
    host,
    name,
    `${name}.${namespace}`,
    `${name}.${namespace}.svc`,
  ];
  return ['http', 'tls', 'tcp']
    .flatMap(field => list(at(spec, field)))
    .flatMap(rule => list(record(rule).route))
    .some(route => names.includes(String(at(route, 'destination', 'host'))));
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
