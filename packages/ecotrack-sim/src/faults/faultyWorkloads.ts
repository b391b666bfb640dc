import type { Mesh, Workload } from '@ecotrack/mesh-engine';
import type { Fault } from './types';

/** The workloads that a fault is about: the one with its name, or those behind the service with its name. */
export function faultyWorkloads(
  mesh: Mesh,
  { namespace, name }: Pick<Fault, 'namespace' | 'name'>,
): readonly Workload[] {
  if (namespace === undefined || name === undefined) {
    return [];
  }
  const workload = mesh.workload(namespace, name);
  return workload ? [workload] : mesh.service(namespace, name)?.workloads ?? [];
}
