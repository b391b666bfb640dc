import { namedPort } from '../mesh/namedPort';
import type { ServicePort, Workload } from '../mesh/types';

/** The port of the pod that a service's port leads to; undefined when its name cannot be resolved. */
export function podPort(
  port: ServicePort,
  workload: Workload | undefined,
): number | undefined {
  return port.targetName && workload
    ? namedPort(workload, port.targetName)
    : port.targetPort;
}
