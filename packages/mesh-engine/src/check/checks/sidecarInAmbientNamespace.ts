import { describeRef } from '../../resources/ref';
import { DATA_PLANE_MODE, isAmbientNamespace } from '../reading/ambient';
import { workloadsWithPod } from '../reading/ambientPods';
import type { Check } from '../types';

export const sidecarInAmbientNamespace: Check = {
  code: 'MESH3316',
  severity: 'warning',
  title: 'Sidecar in an ambient namespace',
  kiali: ['KIA1316'],
  find: mesh =>
    workloadsWithPod(
      mesh,
      ({ dataPlane, labels }, { namespace }) =>
        dataPlane === 'sidecar' &&
        labels[DATA_PLANE_MODE] === undefined &&
        isAmbientNamespace(mesh, namespace),
    ).map(({ workload, pod }) => ({
      object: workload.ref,
      message: `${describeRef(workload.ref)} has a sidecar, but namespace ${
        workload.namespace
      } is in ambient mode: the sidecar wins, and calls to it may miss the waypoint.`,
      fix: 'Restart the pods without the sidecar, or leave the workload out of ambient mode with istio.io/dataplane-mode: none.',
      because: [
        {
          object: pod.ref,
          field: 'spec.containers',
          says: 'The pod has a sidecar.',
        },
      ],
    })),
};
