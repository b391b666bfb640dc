import type { Mesh } from '../../mesh/Mesh';
import type { Workload } from '../../mesh/types';
import { asList, asNumber, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { servedGateways } from '../reading/servedGateways';
import type { Check } from '../types';

/** Ports of the services in front of a workload, and what they lead to. */
function portsBefore(mesh: Mesh, workloads: readonly Workload[]) {
  return workloads
    .flatMap(workload => mesh.servicesOf(workload))
    .filter(({ ref }) => ref.kind === 'Service')
    .flatMap(({ ports }) => ports);
}

export const gatewayPort: Check = {
  code: 'MESH2202',
  severity: 'warning',
  title: 'Gateway port that its service does not have',
  istioctl: ['IST0162'],
  find: mesh =>
    servedGateways(mesh).flatMap(([object, workloads]) => {
      const ports = portsBefore(mesh, workloads);
      const numbers = new Set(
        ports.flatMap(({ number, targetPort }) => [number, targetPort]),
      );
      return asList(at(object, 'spec', 'servers')).flatMap((server, index) => {
        const number = asNumber(at(server, 'port', 'number'));
        const isWaiting = ports.length === 0 || number === undefined;
        return isWaiting || numbers.has(number)
          ? []
          : {
              object: refOf(object),
              field: `spec.servers[${index}].port.number`,
              message: `${describeRef(
                refOf(object),
              )} listens on port ${number}, but the service of its pods has no such port: nobody reaches it.`,
              fix: `Add port ${number} to the service, or use one of ${[
                ...new Set(ports.map(port => port.number)),
              ].join(', ')}.`,
              because: workloads.map(({ ref, name }) => ({
                object: ref,
                says: `${asText(name)} serves the gateway.`,
              })),
            };
      });
    }),
};
