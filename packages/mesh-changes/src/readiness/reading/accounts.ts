import {
  applicationsOf,
  type Mesh,
  type Workload,
} from '@ecotrack/mesh-engine';
import { remember } from './remember';

const byAccount = remember(mesh => {
  const index = new Map<string, Workload[]>();
  for (const workload of mesh.workloads) {
    const key = `${workload.namespace}/${workload.serviceAccount}`;
    const known = index.get(key);
    if (known) {
      known.push(workload);
    } else {
      index.set(key, [workload]);
    }
  }
  return index;
});

/** Workloads of other applications that run as the same service account. */
export const sharingWith = (mesh: Mesh, workload: Workload): Workload[] =>
  (
    byAccount(mesh).get(`${workload.namespace}/${workload.serviceAccount}`) ??
    []
  ).filter(other => applicationsOf(mesh, [workload, other]).length > 1);

/** Whether the service account is that of others too, or of whoever names none. */
export const isShared = (mesh: Mesh, workload: Workload): boolean =>
  workload.serviceAccount === 'default' ||
  sharingWith(mesh, workload).length > 0;
