import { describeRef, refOf } from '../../resources/ref';
import { portsOf } from '../reading/destinationPorts';
import { allDestinations } from '../reading/destinations';
import type { Check } from '../types';

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
