import type { Because } from '../resources/types';
import { resolveDestinations, type RouteContext } from './destinations';
import type { RoutedService } from './registry';
import type { RouteAnswer, RouteRequest } from './types';

/** Where requests go that no proxy routes: to the service that the caller names, or to the address. */
export function answerUnproxied(
  context: RouteContext,
  { port }: RouteRequest,
  service: RoutedService | undefined,
  why: Because,
): RouteAnswer {
  if (!service) {
    return { outcome: 'passthrough', destinations: [], because: [why] };
  }
  return {
    outcome: 'route',
    route: { name: 'default' },
    destinations: resolveDestinations(
      context,
      [{ destination: { host: service.host, port: { number: port } } }],
      port,
    ),
    because: [
      why,
      {
        object: service.service.ref,
        says: `Requests go to ${service.host} itself.`,
      },
    ],
  };
}
