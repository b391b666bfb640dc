import { describeRef, refOf } from '../../resources/ref';
import { portsOf } from '../reading/destinationPorts';
import { allDestinations } from '../reading/destinations';
import type { Check } from '../types';

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
