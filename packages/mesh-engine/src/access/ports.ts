import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';

/** A port of the pods of a workload. */
export interface PodPort {
  port?: number;
  protocol?: string;
}

/** The ports that services name; one that is not known where none does. */
export function podPortsOf(mesh: Mesh, workload: Workload): PodPort[] {
  const ports = new Map<number, PodPort>();
  for (const service of mesh.servicesOf(workload)) {
    for (const { targetPort, number, protocol } of service.ports) {
      const port = targetPort ?? number;
      ports.set(port, { port, protocol });
    }
  }
  return ports.size > 0 ? [...ports.values()] : [{}];
}
