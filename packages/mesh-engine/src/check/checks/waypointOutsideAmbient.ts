import { describeRef } from '../../resources/ref';
import { isAmbient, USE_WAYPOINT, waypointNamed } from '../reading/ambient';
import type { Check } from '../types';

export const waypointOutsideAmbient: Check = {
  code: 'MESH3312',
  severity: 'warning',
  title: 'Waypoint for a workload outside ambient mode',
  kiali: ['KIA1312'],
  find: mesh =>
    mesh.workloads
      .filter(
        workload =>
          waypointNamed(workload.labels) !== undefined &&
          !isAmbient(mesh, workload),
      )
      .map(workload => ({
        object: workload.ref,
        field: `spec.template.metadata.labels.${USE_WAYPOINT}`,
        message: `${describeRef(workload.ref)} names waypoint ${waypointNamed(
          workload.labels,
        )}, but is not in ambient mode, so the label does nothing.`,
        fix: 'Label it istio.io/dataplane-mode: ambient, or remove the label.',
      })),
};
