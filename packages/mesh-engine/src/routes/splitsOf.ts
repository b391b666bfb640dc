import type { Mesh } from '../mesh/Mesh';
import type { MeshService } from '../mesh/types';
import { describeRef, refOf } from '../resources/ref';
import type { Because, KubeObject } from '../resources/types';
import { matchInWords, singlesOut } from './matchInWords';
import { subjectOf, type Destination, type Route } from './routes';
import { subsetOf } from './subsets';
import { routedSplits, type RoutedSplit } from './versions';

/** How routes split a service between versions. @public */
export interface ServiceSplit {
  /** The VirtualService. */
  object: KubeObject;
  /** The service that the routes are about, and the services that they lead to. */
  subject: MeshService;
  services: MeshService[];
  /** Shares of the requests that no match picks. */
  default?: RoutedSplit[];
  /** Versions that a match picks, with the match in words. */
  matched: { match: string; splits: RoutedSplit[] }[];
  /** Versions that get a copy of requests. */
  mirrored: RoutedSplit[];
  because: Because[];
}

const keyOf = ({ host, subset }: Destination) => `${host}/${subset ?? ''}`;

/** Up to the first route that takes everything; what comes after is never reached. */
function reachable(routes: readonly Route[]): readonly Route[] {
  const last = routes.findIndex(({ matches }) => matches.length === 0);
  return last < 0 ? routes : routes.slice(0, last + 1);
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

function inWords(splits: readonly RoutedSplit[]): string {
  return splits
    .map(({ version, weight }) => `${version} (${percent(weight)})`)
    .join(' and ');
}

function matchesInWords({ matches }: Route): string {
  const telling = matches.filter(singlesOut);
  return (telling.length > 0 ? telling : matches)
    .map(matchInWords)
    .join(', or ');
}

/** The routes of one VirtualService that send the requests of a service to more than one version. */
function decidingRoutes(routes: readonly Route[]): readonly Route[] {
  for (const object of new Set(routes.map(route => route.object))) {
    const own = reachable(routes.filter(route => route.object === object));
    const named = own.flatMap(({ destinations, mirrors }) => [
      ...destinations,
      ...mirrors,
    ]);
    if (new Set(named.map(keyOf)).size > 1) {
      return own;
    }
  }
  return [];
}

function subsetBecause(
  mesh: Mesh,
  destinations: readonly Destination[],
): Because[] {
  const seen = new Set<string>();
  return destinations.flatMap(destination => {
    const { service, subset } = destination;
    if (!service || subset === undefined || seen.has(keyOf(destination))) {
      return [];
    }
    seen.add(keyOf(destination));
    const { ref, field, labels } = subsetOf(mesh, service, subset);
    const text = Object.entries(labels)
      .map(([key, value]) => `${key}: ${value}`)
      .join(', ');
    return ref && field
      ? {
          object: ref,
          field,
          origin: mesh.originOf(ref, field.split('.')),
          says: `Subset ${subset} is the pods labelled ${text || 'anything'}.`,
        }
      : [];
  });
}

/**
 * See `Mesh.splits`.
 * @param all - the routes that are about the service or lead to it, in the order in which they count
 */
export function splitsOf(
  mesh: Mesh,
  service: MeshService,
  all: readonly Route[],
): ServiceSplit | undefined {
  const routes = decidingRoutes(all);
  if (routes.length === 0) {
    return undefined;
  }
  const [{ object }] = routes;
  const ref = refOf(object);
  const splits = routedSplits(mesh, [
    ...routes.map(({ destinations }) => destinations),
    ...routes.map(({ mirrors }) => mirrors),
  ]);
  const ofRoute = new Map(routes.map((route, i) => [route, splits[i]]));
  const plain =
    routes.find(({ matches }) => matches.length === 0) ??
    routes.find(({ matches }) => !matches.some(singlesOut));
  const plainSplits = plain && ofRoute.get(plain);
  const others = routes.filter(
    route =>
      route !== plain &&
      (route.matches.some(singlesOut) ||
        inWords(ofRoute.get(route) ?? []) !== inWords(plainSplits ?? [])),
  );
  const destinations = routes.flatMap(route => route.destinations);
  const mirrors = routes.flatMap(route => route.mirrors);
  return {
    object,
    subject: subjectOf(mesh, plain ?? routes[0]) ?? service,
    services: [
      ...new Set(destinations.flatMap(target => target.service ?? [])),
    ],
    default: plainSplits,
    matched: others.map(route => ({
      match: matchesInWords(route),
      splits: ofRoute.get(route) ?? [],
    })),
    mirrored: splits.slice(routes.length).flat(),
    because: [
      ...[...others, ...(plain ? [plain] : [])].map(route => ({
        object: ref,
        field: `spec.${route.section}.${route.index}.route`,
        origin: mesh.originOf(ref, [
          'spec',
          route.section,
          route.index,
          'route',
        ]),
        says: `${describeRef(ref)} sends ${
          route === plain
            ? others.length > 0
              ? 'all other requests'
              : 'requests'
            : `requests where ${matchesInWords(route)}`
        } to ${inWords(ofRoute.get(route) ?? []) || 'nobody'}.`,
      })),
      ...subsetBecause(mesh, [...destinations, ...mirrors]),
    ],
  };
}
