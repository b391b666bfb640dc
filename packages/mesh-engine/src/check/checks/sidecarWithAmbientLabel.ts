import { describeRef } from '../../resources/ref';
import { DATA_PLANE_MODE } from '../reading/ambient';
import { workloadsWithPod } from '../reading/ambientPods';
import type { Check } from '../types';

export const sidecarWithAmbientLabel: Check = {
  code: 'MESH3315',
  severity: 'error',
  title: 'Sidecar in a pod that is labelled for ambient mode',
  kiali: ['KIA1315'],
  find: mesh =>
    workloadsWithPod(
      mesh,
      ({ dataPlane, labels }) =>
        dataPlane === 'sidecar' && labels[DATA_PLANE_MODE] === 'ambient',
    ).map(({ workload, pod }) => ({
      object: workload.ref,
      message: `Pod ${pod.ref.name} of ${describeRef(
        workload.ref,
      )} is labelled for ambient mode, but has a sidecar, which wins.`,
      fix: `Remove the label ${DATA_PLANE_MODE}, or the sidecar.`,
      because: [
        {
          object: pod.ref,
          field: 'spec.containers',
          says: 'The pod has a sidecar.',
        },
      ],
    })),
};
