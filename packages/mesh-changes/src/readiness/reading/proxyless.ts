import type { Workload } from '@ecotrack/mesh-engine';
import { remember } from './remember';

const OF_THE_CLUSTER = ['kube-system', 'kube-public', 'kube-node-lease'];

/** Workloads of the platform itself are nobody's to take into the mesh. */
export const isOfPlatform = (
  rootNamespace: string,
  { namespace }: Pick<Workload, 'namespace'>,
): boolean => namespace === rootNamespace || OF_THE_CLUSTER.includes(namespace);

/** Workloads of applications that have no proxy. */
export const proxyless = remember(mesh =>
  mesh.workloads.filter(
    workload =>
      workload.sidecar.state === 'none' &&
      !isOfPlatform(mesh.config.rootNamespace, workload),
  ),
);
