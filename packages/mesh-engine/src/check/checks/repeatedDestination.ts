import type { Mesh } from '../../mesh/Mesh';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { destinationsOf, type NamedDestination } from '../reading/destinations';
import { othersOf } from '../reading/othersOf';
import { push } from '../reading/push';
import type { Check, Violation } from '../types';

function repeatedIn(mesh: Mesh, object: KubeObject): Violation[] {
  const byRoute = new Map<string, NamedDestination[]>();
  const destinations = destinationsOf(mesh, object);
  for (const destination of destinations.length > 1 ? destinations : []) {
    const { field, isMirror, host, subset, port } = destination;
    if (!isMirror) {
      const route = field.slice(0, field.lastIndexOf('.route['));
      push(byRoute, JSON.stringify([route, host, subset, port]), destination);
    }
  }
  return [...byRoute.values()]
    .filter(list => list.length > 1)
    .flatMap(list =>
      list.map(one => ({
        object: refOf(object),
        field: one.field,
        message: `${describeRef(refOf(object))} lists ${one.host}${
          one.subset ? ` subset ${one.subset}` : ''
        } ${list.length} times in one route.`,
        fix: 'Keep one of them, with the sum of the weights.',
        because: othersOf(list, one).map(({ field }) => ({
          object: refOf(object),
          field,
          says: 'The same destination.',
        })),
      })),
    );
}

export const repeatedDestination: Check = {
  code: 'MESH2009',
  severity: 'warning',
  title: 'The same destination twice in a route',
  kiali: ['KIA1105'],
  find: mesh =>
    mesh
      .objects('VirtualService', 'networking.istio.io')
      .flatMap(object => repeatedIn(mesh, object)),
};
