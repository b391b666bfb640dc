import { describeRef } from '../../resources/ref';
import { DATA_PLANE_MODE } from '../reading/ambient';
import { asksForSidecar } from '../reading/injectionLabels';
import type { Check } from '../types';

export const sidecarAndAmbientLabels: Check = {
  code: 'MESH3311',
  severity: 'error',
  title: 'Labels that ask for a sidecar and for ambient mode',
  kiali: ['KIA1311'],
  find: mesh =>
    mesh.workloads
      .filter(
        ({ labels }) =>
          labels[DATA_PLANE_MODE] === 'ambient' && asksForSidecar(labels),
      )
      .map(workload => ({
        object: workload.ref,
        field: 'spec.template.metadata.labels',
        message: `The labels of ${describeRef(
          workload.ref,
        )} ask for a sidecar and for ambient mode; a pod with a sidecar is left out of ambient mode.`,
        fix: `Remove the injection labels, or ${DATA_PLANE_MODE}.`,
      })),
};
