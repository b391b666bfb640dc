import type { Mesh } from '../../mesh/Mesh';
import type { NamedDestination } from './destinations';
import { registryOf } from './registry';
import { namespaceOf } from './scope';

/** The services that a destination leads to, with their ports. */
export function portsOf(mesh: Mesh, { host, object }: NamedDestination) {
  const services = registryOf(mesh).visibleAt(host, namespaceOf(object));
  return {
    services: services.map(({ service }) => service),
    ports: [
      ...new Set(
        services.flatMap(({ service }) =>
          service.ports
            .filter(({ protocol }) => protocol !== 'udp')
            .map(({ number }) => number),
        ),
      ),
    ],
  };
}
