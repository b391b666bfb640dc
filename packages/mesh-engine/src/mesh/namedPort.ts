import type { Workload } from './types';

/** The number that the containers of a workload give a named port. */
export function namedPort(
  workload: Workload,
  name: string,
): number | undefined {
  return workload.containerPorts.find(port => port.name === name)?.number;
}
