import type { Mesh } from '../mesh/Mesh';
import type { MeshService } from '../mesh/types';
import { byAge } from '../mtls/mtlsOf';
import { refOf } from '../resources/ref';
import type { Because, KubeObject } from '../resources/types';
import type { Split } from '../canaries/types';
import {
  httpRoutesOf,
  isForMesh,
  versionOf,
  type HttpRoute,
} from './virtualServices';

/** How routes split a service between versions. @public */
export interface ServiceSplit {
  object: KubeObject;
  /** Shares of the requests that no match singles out. */
  default?: Split[];
  /** Versions that a match selects, with the match in words. */
  matched: { match: string; splits: Split[] }[];
  /** Versions that get a copy of requests. */
  mirrored: Split[];
  because: Because[];
}

const OPERATORS: Record<string, string> = {
  exact: 'is',
  prefix: 'starts with',
  regex: 'matches',
};

function inWords(match: Record<string, unknown>): string {
  const conditions: string[] = [];
  for (const [field, value] of Object.entries(match)) {
    if (field === 'name') {
      continue;
    }
    const named = typeof value === 'object' && value !== null ? value : {};
    for (const [key, condition] of Object.entries(named)) {
      if (key in OPERATORS) {
        conditions.push(`${field} ${OPERATORS[key]} ${String(condition)}`);
      } else if (typeof condition === 'object' && condition !== null) {
        for (const [operator, text] of Object.entries(condition)) {
          conditions.push(
            `${field
              .replace(/s$/, '')
              .replace('queryParam', 'query parameter')} ${key} ${
              OPERATORS[operator] ?? operator
            } ${String(text)}`,
          );
        }
      }
    }
    if (typeof value !== 'object') {
      conditions.push(`${field} is ${String(value)}`);
    }
  }
  return conditions.join(' and ') || 'every request';
}

function splitsOfRoute(mesh: Mesh, route: HttpRoute): Split[] {
  return route.destinations.map(destination => ({
    ...versionOf(mesh, destination),
    weight: destination.weight,
  }));
}

function concerns(route: HttpRoute, service: MeshService): boolean {
  return route.destinations.some(({ service: target }) => target === service);
}

/** Whether a match says anything about the request beyond where it goes. */
function singlesOut(match: Record<string, unknown>): boolean {
  return [
    'headers',
    'queryParams',
    'sourceLabels',
    'sourceNamespace',
    'method',
    'withoutHeaders',
  ].some(field => match[field] !== undefined);
}

/** See `Mesh.splits`. */
export function splitsOf(
  mesh: Mesh,
  service: MeshService,
): ServiceSplit | undefined {
  const candidates = mesh
    .objects('VirtualService', 'networking.istio.io')
    .map(object => ({
      object,
      routes: httpRoutesOf(mesh, object).filter(route =>
        concerns(route, service),
      ),
    }))
    .filter(({ routes }) => routes.length > 0)
    .sort(
      (a, b) =>
        Number(isForMesh(b.object)) - Number(isForMesh(a.object)) ||
        byAge(a.object, b.object),
    );
  const deciding = candidates.find(({ routes }) => {
    const named = new Set(
      routes.flatMap(route => [
        ...route.destinations.map(
          destination => destination.subset ?? destination.host,
        ),
        ...(route.mirror ? [route.mirror.subset ?? route.mirror.host] : []),
      ]),
    );
    return named.size > 1;
  });
  if (!deciding) {
    return undefined;
  }
  const { object, routes } = deciding;
  const plain = routes.find(route => !route.matches.some(singlesOut));
  const ref = refOf(object);
  const field = (route: HttpRoute) => `spec.http.${route.index}`;
  return {
    object,
    default: plain && splitsOfRoute(mesh, plain),
    matched: routes
      .filter(route => route.matches.some(singlesOut))
      .map(route => ({
        match: route.matches.filter(singlesOut).map(inWords).join(', or '),
        splits: splitsOfRoute(mesh, route),
      })),
    mirrored: routes.flatMap(({ mirror }) =>
      mirror ? [{ ...versionOf(mesh, mirror), weight: mirror.weight }] : [],
    ),
    because: routes.map(route => ({
      object: ref,
      field: field(route),
      origin: mesh.originOf(ref, ['spec', 'http', route.index]),
      says: `${
        route.matches.some(singlesOut)
          ? `Requests where ${route.matches
              .filter(singlesOut)
              .map(inWords)
              .join(', or ')} go to `
          : 'All other requests go to '
      }${splitsOfRoute(mesh, route)
        .map(
          ({ version, weight }) =>
            `${version} (${Math.round(weight * 1000) / 10} %)`,
        )
        .join(' and ')}.`,
    })),
  };
}
