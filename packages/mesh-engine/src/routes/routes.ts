import { fullHost } from '../mesh/hosts';
import type { Mesh } from '../mesh/Mesh';
import type { MeshService } from '../mesh/types';
import { byAge } from '../resources/byAge';
import { asList, asRecord, asText, asTexts, at } from '../resources/fields';
import { fieldSteps } from '../resources/fieldPath';
import type { KubeObject } from '../resources/types';
import { mirrorTargetsOf } from '../routing/actions';
import { sharesOf } from '../routing/destinations';
import type { RoutingRules } from '../routing/types';
import { readVirtualServices } from '../routing/virtualServices';

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

/** The rules of a set in their order, those of delegates in the places that delegate; weights become shares. */
function routesOf(mesh: Mesh, rules: RoutingRules): Route[] {
  return (['http', 'tls', 'tcp'] as const).flatMap(section =>
    rules[section].map(({ rule, source, field }) => {
      const object = mesh.get(source) ?? rules.object;
      const targets = asList(rule.route).map(asRecord);
      const shares = sharesOf(targets);
      return {
        object,
        section,
        index: Number(fieldSteps(field)[2]),
        matches: asList(rule.match).map(asRecord),
        destinations: targets.map(({ destination }, position) =>
          destinationOf(mesh, object, destination, shares[position]),
        ),
        mirrors: mirrorTargetsOf(rule).map(({ destination, percentage }) =>
          destinationOf(mesh, object, destination, percentage / 100),
        ),
      };
    }),
  );
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
  const isForMesh = ({ gateways }: RoutingRules) =>
    Number(gateways.includes('mesh'));
  const all = [...readVirtualServices(mesh)].sort(
    (a, b) => isForMesh(b) - isForMesh(a) || byAge(a.object, b.object),
  );
  for (const route of all.flatMap(rules => routesOf(mesh, rules))) {
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
