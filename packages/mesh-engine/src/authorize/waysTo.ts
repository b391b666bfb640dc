import type { Mesh } from '../mesh/Mesh';
import type { AuthorizeRequest } from './types';
import { waypointOf } from './waypoint';

/** A request by every service that it may be addressed to, where one of them has a waypoint. */
export function waysTo(
  mesh: Mesh,
  request: AuthorizeRequest,
): AuthorizeRequest[] {
  const { workload, service, port } = request.destination;
  if (!workload || service !== undefined) {
    return [request];
  }
  const ways = mesh
    .servicesOf(workload)
    .filter(
      ({ ref, ports }) =>
        ref.kind === 'Service' &&
        (port === undefined ||
          ports.some(
            ({ targetPort, number }) => (targetPort ?? number) === port,
          )),
    )
    .map(({ namespace, name }) => ({
      ...request.destination,
      service: { kind: 'Service' as const, namespace, name },
    }));
  return ways.some(way => waypointOf(mesh, way))
    ? ways.map(destination => ({ ...request, destination }))
    : [request];
}
