import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';

const MOST_NAMES = 20;

/** Names in words, the first of them when there are many. */
export function listed(names: readonly (string | number)[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}

/** What exists, for the end of a message. */
export function namesOf(names: Iterable<string | number>): string {
  const all = [...new Set(names)].sort((a, b) =>
    String(a).localeCompare(String(b), 'en', { numeric: true }),
  );
  return all.length === 0 ? 'There is none.' : `There is: ${listed(all)}.`;
}

/** @throws ParameterError when nothing of the mesh is in the namespace */
export function requireNamespace(
  mesh: Mesh,
  namespace: string,
  field = 'namespace',
): void {
  const known = new Set([
    ...mesh.namespaces.keys(),
    ...mesh.workloads.map(workload => workload.namespace),
    ...mesh.services.map(service => service.namespace),
  ]);
  if (!known.has(namespace)) {
    throw new ParameterError(
      field,
      `Namespace ${namespace} is not in this environment. ${namesOf(known)}`,
    );
  }
}

/** @throws ParameterError when the namespace has no Service of that name */
export function requireService(
  mesh: Mesh,
  namespace: string,
  name: string,
  field = 'service',
): MeshService {
  requireNamespace(mesh, namespace);
  const service = mesh.service(namespace, name);
  if (service?.ref.kind === 'Service') {
    return service;
  }
  const names = mesh.services
    .filter(({ ref }) => ref.kind === 'Service' && ref.namespace === namespace)
    .map(each => each.name);
  throw new ParameterError(
    field,
    `Namespace ${namespace} has no service ${name}. ${namesOf(names)}`,
  );
}

/** @throws ParameterError when the namespace has no workload of that name */
export function requireWorkload(
  mesh: Mesh,
  namespace: string,
  name: string,
): Workload {
  requireNamespace(mesh, namespace);
  const workload = mesh.workload(namespace, name);
  if (workload) {
    return workload;
  }
  const names = mesh.workloads
    .filter(each => each.namespace === namespace)
    .map(each => each.name);
  throw new ParameterError(
    'workload',
    `Namespace ${namespace} has no workload ${name}. ${namesOf(names)}`,
  );
}

/** Ports of the pods behind a port of a service. */
export function podPortsOf(
  service: MeshService,
  port: MeshService['ports'][number],
): number[] {
  const { targetPort, targetName, number } = port;
  if (targetPort !== undefined || targetName === undefined) {
    return [targetPort ?? number];
  }
  const resolved = service.workloads.flatMap(workload =>
    workload.containerPorts
      .filter(({ name }) => name === targetName)
      .map(container => container.number),
  );
  return [...new Set(resolved)];
}

/** @throws ParameterError when the service has no such port, or its pods have none behind it */
export function requirePort(
  service: MeshService,
  number: number,
  field: string,
): { port: MeshService['ports'][number]; podPorts: number[] } {
  const port = service.ports.find(each => each.number === number);
  if (!port) {
    throw new ParameterError(
      field,
      `Service ${service.name} has no port ${number}. ${namesOf(
        service.ports.map(each => each.number),
      )}`,
    );
  }
  const podPorts = podPortsOf(service, port);
  if (podPorts.length === 0) {
    throw new ParameterError(
      field,
      `Port ${number} of service ${service.name} leads to ${port.targetName}, which no pod of it has. Name that port in the pods first.`,
    );
  }
  return { port, podPorts };
}
