import { describeRef, refOf } from '../../resources/ref';
import { allDestinations } from '../reading/destinations';
import { othersOf } from '../reading/othersOf';
import { push } from '../reading/push';
import type { Check } from '../types';

export const repeatedDestination: Check = {
  code: 'MESH2009',
  severity: 'warning',
  title: 'The same destination twice in a route',
  kiali: ['KIA1105'],
  find: mesh => {
    const byRoute = new Map<string, ReturnType<typeof allDestinations>>();
    for (const destination of allDestinations(mesh)) {
      const { object, field, isMirror, host, subset, port } = destination;
      if (!isMirror) {
        const route = field.slice(0, field.lastIndexOf('.route['));
        const { namespace, name } = object.metadata;
        push(
          byRoute,
          JSON.stringify([namespace, name, route, host, subset, port]),
          destination,
        );
      }
    }
    return [...byRoute.values()]
      .filter(list => list.length > 1)
      .flatMap(list =>
        list.map(one => ({
          object: refOf(one.object),
          field: one.field,
          message: `${describeRef(refOf(one.object))} lists ${one.host}${
            one.subset ? ` subset ${one.subset}` : ''
          } ${list.length} times in one route.`,
          fix: 'Keep one of them, with the sum of the weights.',
          because: othersOf(list, one).map(({ object, field }) => ({
            object: refOf(object),
            field,
            says: 'The same destination.',
          })),
        })),
      );
  },
};
