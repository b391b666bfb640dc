import type { MeshService, Workload } from '../../mesh/types';
import { push } from './push';

/** Deployments that get a proxy, with the services in front of them. */
export function inMesh(workload: Workload): boolean {
  return (
    workload.sidecar.state === 'all' ||
    workload.sidecar.state === 'some' ||
    (workload.sidecar.state === 'unknown' && workload.sidecar.expected === true)
  );
}

/** What services say of one port: each answer with those that give it. */
export function portAnswers<T>(
  services: readonly MeshService[],
  portOf: (port: MeshService['ports'][number]) => number | undefined,
  answerOf: (port: MeshService['ports'][number]) => T | undefined,
): [number, Map<T, MeshService[]>][] {
  const byPort = new Map<number, Map<T, MeshService[]>>();
  for (const service of services) {
    for (const port of service.ports) {
      const number = portOf(port);
      const answer = answerOf(port);
      if (
        number !== undefined &&
        answer !== undefined &&
        port.protocol !== 'udp'
      ) {
        const given = byPort.get(number) ?? new Map<T, MeshService[]>();
        push(given, answer, service);
        byPort.set(number, given);
      }
    }
  }
  return [...byPort].filter(([, given]) => given.size > 1);
}
