import type { Mesh, Workload } from '@ecotrack/mesh-engine';
import { isOfPlatform } from './reading/proxyless';

/** Whether a workload is in the mesh: every pod has a proxy or will have one, some have, none has, or nobody knows. @public */
export type Membership = 'in' | 'partly' | 'out' | 'unknown';

/** Whether a workload is in the mesh, told from its pods, or from the labels where none is known. @public */
export function membershipOf({ sidecar }: Workload): Membership {
  switch (sidecar.state) {
    case 'some':
      return 'partly';
    case 'none':
      return 'out';
    case 'unknown':
      return sidecar.expected === true ? 'in' : 'unknown';
    default:
      return 'in';
  }
}

/** Workloads of applications, which may be taken into the mesh: without gateways and what belongs to the platform. @public */
export function applicationWorkloads(mesh: Mesh): Workload[] {
  return mesh.workloads.filter(
    workload =>
      workload.sidecar.state !== 'gateway' &&
      !isOfPlatform(mesh.config.rootNamespace, workload),
  );
}
