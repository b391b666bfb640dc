import { fullHost } from '../mesh/hosts';
import type { Mesh } from '../mesh/Mesh';
import type { MeshService } from '../mesh/types';
import { byAge } from '../resources/byAge';
import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import type { KubeObject } from '../resources/types';

/** One destination of a route. */
export interface Destination {
  service?: MeshService;
  /** Fully qualified. */
  host: string;
  subset?: string;
  /** Share 0..1 of the requests of the route. */
  weight: number;
}

/** One route of a VirtualService. */
export interface Route {
  object: KubeObject;
  section: 'http' | 'tls' | 'tcp';
  index: number;
  matches: Record<string, unknown>[];
  destinations: Destination[];
  mirrors: Destination[];
}

function destinationOf(
  mesh: Mesh,
  object: KubeObject,
  value: unknown,
  weight: number,
): Destination {
  const namespace = object.metadata.namespace ?? 'default';
  const host = asText(at(value, 'host')) ?? '';
  return {
    host: fullHost(host, namespace, mesh.config.clusterDomain),
    service: mesh.serviceByHost(host, namespace),
    subset: asText(at(value, 'subset')),
    weight,
  };
}

function mirrorsOf(mesh: Mesh, object: KubeObject, route: unknown) {
  const { mirror, mirrorPercentage, mirrorPercent, mirrors } = asRecord(route);
  const share = (percentage: unknown) =>
    (asNumber(asRecord(percentage).value) ?? 100) / 100;
  const single = mirror
    ? [
        destinationOf(
          mesh,
          object,
          mirror,
          mirrorPercentage === undefined &&
            asNumber(mirrorPercent) !== undefined
            ? Number(mirrorPercent) / 100
            : share(mirrorPercentage),
        ),
      ]
    : [];
  return [
    ...single,
    ...asList(mirrors)
      .map(asRecord)
      .map(entry =>
        destinationOf(mesh, object, entry.destination, share(entry.percentage)),
      ),
  ];
}

/** The routes of a VirtualService in their order; weights become shares of each route. */
export function routesOf(mesh: Mesh, object: KubeObject): Route[] {
  return (['http', 'tls', 'tcp'] as const).flatMap(section =>
    asList(at(object, 'spec', section)).map((route, index) => {
      const targets = asList(at(route, 'route')).map(asRecord);
      const weights = targets.map(({ weight }) =>
        targets.length === 1 ? 1 : Math.max(0, asNumber(weight) ?? 0),
      );
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return {
        object,
        section,
        index,
        matches: asList(at(route, 'match')).map(asRecord),
        destinations: targets.map(({ destination }, position) =>
          destinationOf(
            mesh,
            object,
            destination,
            total > 0 ? weights[position] / total : 0,
          ),
        ),
        mirrors: mirrorsOf(mesh, object, route),
      };
    }),
  );
}

function isForMesh(object: KubeObject): boolean {
  const gateways = asTexts(at(object, 'spec', 'gateways'));
  return gateways.length === 0 || gateways.includes('mesh');
}

/**
 * The service that a route is about: the one that all its destinations belong to, or the one that the VirtualService
 * has as its host when the destinations are services of their own.
 */
export function subjectOf(mesh: Mesh, route: Route): MeshService | undefined {
  const services = [
    ...new Set(route.destinations.flatMap(({ service }) => service ?? [])),
  ];
  const namespace = route.object.metadata.namespace ?? 'default';
  const hosts =
    services.length > 1
      ? asTexts(at(route.object, 'spec', 'hosts')).flatMap(
          host => mesh.serviceByHost(host, namespace) ?? [],
        )
      : [];
  return hosts[0] ?? services[0];
}

/**
 * All routes by the services that they are about or lead to: those for the sidecars of the mesh before those for
 * gateways, the oldest VirtualService first.
 */
export function routesByService(
  mesh: Mesh,
): ReadonlyMap<MeshService, readonly Route[]> {
  const byService = new Map<MeshService, Route[]>();
  const objects = [
    ...mesh.objects('VirtualService', 'networking.istio.io'),
  ].sort((a, b) => Number(isForMesh(b)) - Number(isForMesh(a)) || byAge(a, b));
  for (const route of objects.flatMap(object => routesOf(mesh, object))) {
    const services = new Set([
      subjectOf(mesh, route),
      ...route.destinations.map(({ service }) => service),
    ]);
    for (const service of services) {
      if (service) {
        byService.set(service, [...(byService.get(service) ?? []), route]);
      }
    }
  }
  return byService;
}
