import type { Mesh } from '../../mesh/Mesh';
import { describeRef, refOf } from '../../resources/ref';
import {
  allDestinations,
  type NamedDestination,
} from '../reading/destinations';
import { fixOfHost } from '../reading/fixOfHost';
import { registryOf } from '../reading/registry';
import { namespaceOf, scopeOf } from '../reading/scope';
import type { Check, Violation } from '../types';

/** Namespaces in which a route is used: those that it is exported to, its own where that is everybody. */
function usersOf(mesh: Mesh, { object }: NamedDestination): string[] {
  const scope = scopeOf(mesh, object);
  return scope.has('*') ? [namespaceOf(object)] : [...scope];
}

function missing(
  mesh: Mesh,
  destination: NamedDestination,
): Violation | undefined {
  const { object, field, written, host } = destination;
  const ref = refOf(object);
  if (!written) {
    return {
      object: ref,
      field: `${field}.host`,
      message: `${describeRef(ref)} has a route without a destination host.`,
      fix: 'Name the service that the requests go to.',
    };
  }
  const registered = registryOf(mesh).at(host);
  const users = usersOf(mesh, destination);
  const unseenBy = users.find(
    user => registryOf(mesh).visibleAt(host, user).length === 0,
  );
  if (registered.length > 0 && unseenBy === undefined) {
    return undefined;
  }
  const [hidden] = registered;
  return {
    object: ref,
    field: `${field}.host`,
    message: hidden
      ? `${describeRef(
          ref,
        )} sends requests to ${written}, which is not exported to namespace ${unseenBy}: they fail with 503.`
      : `${describeRef(
          ref,
        )} sends requests to ${written}, which is no service that the mesh knows: they fail with 503.`,
    fix: hidden
      ? `Export ${written} to ${unseenBy}, or route to a service that is seen there.`
      : fixOfHost(mesh, written, host),
    because: [
      {
        object: ref,
        field: `${field}.host`,
        says: `${written} stands for ${host}.`,
      },
      ...(hidden
        ? [
            {
              object: hidden.service.ref,
              says: `It is exported to ${
                [...hidden.scope].join(', ') || 'nobody'
              } only.`,
            },
          ]
        : [{ says: 'No Service and no ServiceEntry declares this host.' }]),
    ],
  };
}

export const destinationHostNotFound: Check = {
  code: 'MESH2001',
  severity: 'error',
  title: 'Route to a service that does not exist',
  kiali: ['KIA1101'],
  istioctl: ['IST0101'],
  find: mesh =>
    allDestinations(mesh).flatMap(
      destination => missing(mesh, destination) ?? [],
    ),
};
