import { describeRef } from '../../resources/ref';
import { workloadsWithPod } from '../reading/ambientPods';
import { asksForSidecar } from '../reading/injectionLabels';
import type { Check } from '../types';

const REDIRECTION = 'ambient.istio.io/redirection';

export const redirectedSidecar: Check = {
  code: 'MESH3314',
  severity: 'error',
  title: 'Sidecar asked for, but redirected in ambient mode',
  kiali: ['KIA1314'],
  find: mesh =>
    workloadsWithPod(
      mesh,
      ({ labels, object }) =>
        asksForSidecar(labels) &&
        object.metadata.annotations?.[REDIRECTION] === 'enabled',
    ).map(({ workload, pod }) => ({
      object: workload.ref,
      message: `Pod ${pod.ref.name} of ${describeRef(
        workload.ref,
      )} is labelled for a sidecar, but its traffic goes through ambient mode.`,
      fix: 'Remove the injection labels, or restart the pods so that they get their sidecar.',
      because: [
        {
          object: pod.ref,
          field: `metadata.annotations.${REDIRECTION}`,
          says: 'The pod is redirected to ztunnel.',
        },
      ],
    })),
};
