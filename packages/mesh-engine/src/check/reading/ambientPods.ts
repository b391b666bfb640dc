import type { Mesh } from '../../mesh/Mesh';
import type { Pod, Workload } from '../../mesh/types';
import { isWaypointWorkload } from './ambient';

/** Workloads with the first of their pods for which something holds; waypoints left out. */
export function workloadsWithPod(
  mesh: Mesh,
  holds: (pod: Pod, workload: Workload) => boolean,
): { workload: Workload; pod: Pod }[] {
  return mesh.workloads.flatMap(workload => {
    const pod = isWaypointWorkload(workload)
      ? undefined
      : workload.pods.find(each => holds(each, workload));
    return pod ? [{ workload, pod }] : [];
  });
}
