import type { MeshService } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import type { PlanContext } from '../../types';
import type { ServiceTarget } from '../parameters/target';

const SHOWN = 10;
const NOT_HTTP = ['tcp', 'tls', 'https', 'mongo', 'mysql', 'redis', 'udp'];

/** Names for a sentence, the first ones of many. */
function nameSome(names: readonly string[]): string {
  return names.length > SHOWN
    ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`
    : names.join(', ');
}

/** Whether proxies see requests of the service, or may see them. */
export const talksHttp = ({ ports }: MeshService): boolean =>
  ports.some(({ protocol }) => !NOT_HTTP.includes(protocol));

/** @throws ParameterError when the mesh has no such service */
export function findService(
  { namespace, service: name }: ServiceTarget,
  { mesh }: PlanContext,
): MeshService {
  const service = mesh.service(namespace, name);
  if (!service) {
    const here = mesh.services
      .filter(candidate => candidate.namespace === namespace)
      .map(candidate => candidate.name)
      .sort();
    throw here.length > 0
      ? new ParameterError(
          'service',
          `Namespace ${namespace} has no service ${name}. It has: ${nameSome(
            here,
          )}.`,
        )
      : new ParameterError(
          'namespace',
          `Namespace ${namespace} has no services.`,
        );
  }
  return service;
}

/** @throws ParameterError when the mesh has no such service, or one whose requests no proxy sees */
export function findHttpService(
  target: ServiceTarget,
  context: PlanContext,
): MeshService {
  const service = findService(target, context);
  if (!talksHttp(service)) {
    throw new ParameterError(
      'service',
      `${service.name} has no port that talks HTTP: ${service.ports
        .map(({ number, protocol }) => `${number} is ${protocol}`)
        .join(', ')}. Proxies route connections there, not requests.`,
    );
  }
  return service;
}
