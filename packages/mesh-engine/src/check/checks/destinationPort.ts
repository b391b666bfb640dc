import type { Mesh } from '../../mesh/Mesh';
import { describeRef, refOf } from '../../resources/ref';
import {
  allDestinations,
  type NamedDestination,
} from '../reading/destinations';
import { registryOf } from '../reading/registry';
import { namespaceOf } from '../reading/scope';
import type { Check } from '../types';

/** The services that a destination leads to, with their ports. */
function portsOf(mesh: Mesh, { host, object }: NamedDestination) {
  const services = registryOf(mesh).visibleAt(host, namespaceOf(object));
  return {
    services: services.map(({ service }) => service),
    ports: [
      ...new Set(
        services.flatMap(({ service }) =>
          service.ports.map(({ number }) => number),
        ),
      ),
    ],
  };
}

export const destinationPortNotFound: Check = {
  code: 'MESH2002',
  severity: 'error',
  title: 'Route to a port that the service does not have',
  istioctl: ['IST0101'],
  find: mesh =>
    allDestinations(mesh).flatMap(destination => {
      const { object, field, port, written } = destination;
      const { services, ports } = portsOf(mesh, destination);
      const [service] = services;
      if (port === undefined || !service || ports.includes(port)) {
        return [];
      }
      return {
        object: refOf(object),
        field: `${field}.port.number`,
        message: `${describeRef(
          refOf(object),
        )} sends requests to port ${port} of ${written}, which has no such port: they fail with 503.`,
        fix:
          ports.length > 0
            ? `Use one of its ports: ${ports.join(', ')}.`
            : 'Give the service the port.',
        because: [
          {
            object: service.ref,
            field: 'spec.ports',
            says: `${service.name} has ${
              ports.length > 0 ? `the ports ${ports.join(', ')}` : 'no ports'
            }.`,
          },
        ],
      };
    }),
};

export const destinationPortRequired: Check = {
  code: 'MESH2003',
  severity: 'error',
  title: 'Route that does not say which port',
  istioctl: ['IST0112'],
  find: mesh =>
    allDestinations(mesh).flatMap(destination => {
      const { object, field, port, written } = destination;
      const { services, ports } = portsOf(mesh, destination);
      const [service] = services;
      if (port !== undefined || !service || ports.length < 2) {
        return [];
      }
      return {
        object: refOf(object),
        field,
        message: `${describeRef(
          refOf(object),
        )} sends requests to ${written} without a port, and the service has ${
          ports.length
        }: only requests to a port of the same number arrive.`,
        fix: `Add port.number: one of ${ports.join(', ')}.`,
        because: [
          {
            object: service.ref,
            field: 'spec.ports',
            says: `${service.name} has the ports ${ports.join(', ')}.`,
          },
        ],
      };
    }),
};
