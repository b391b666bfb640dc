import type { Problem } from '@ecotrack/backstage-plugin-service-mesh-common';
import {
  acceptanceOf,
  refKey,
  type Mesh,
  type ObjectRef,
} from '@ecotrack/mesh-engine';
import { becauseOf } from '../../wording/why';

const POD_WITHOUT_PROXY = 'MESH3402';

/** Pods of which somebody accepts that they have no proxy. */
function acceptedPods(mesh: Mesh, now: Date): (pod: ObjectRef) => boolean {
  const keys = new Set(
    mesh
      .check()
      .filter(
        finding =>
          finding.code === POD_WITHOUT_PROXY &&
          acceptanceOf(finding, now).isAccepted,
      )
      .flatMap(({ object }) => (object ? refKey(object) : [])),
  );
  return pod => keys.has(refKey(pod));
}

/** Workloads of which pods should have a proxy and have none, but those that somebody accepts. */
export function missingSidecars(mesh: Mesh, now: Date): Problem[] {
  const isAccepted = acceptedPods(mesh, now);
  return mesh.workloads
    .map(workload => ({
      ...workload,
      missing:
        workload.sidecar.pods -
        workload.sidecar.injected -
        workload.pods.filter(pod => isAccepted(pod.ref)).length,
    }))
    .filter(({ sidecar, missing }) => sidecar.expected === true && missing > 0)
    .map(({ namespace, name, sidecar, ref, missing }) => ({
      id: `sidecar/${namespace}/${name}`,
      severity: 'warning',
      kind: 'sidecar',
      subject: { kind: 'workload', namespace, name },
      title: name,
      detail: `${missing} of ${sidecar.pods} pods should have a proxy and have none`,
      because: [
        { object: ref, says: 'The pods run without istio-proxy.' },
        ...becauseOf(sidecar.because),
      ],
    }));
}
