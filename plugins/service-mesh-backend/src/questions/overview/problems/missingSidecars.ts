import type { Problem } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Mesh } from '@ecotrack/mesh-engine';
import { becauseOf } from '../../wording/why';

/** Workloads of which pods should have a proxy and have none. */
export function missingSidecars(mesh: Mesh): Problem[] {
  return mesh.workloads
    .filter(
      ({ sidecar: { expected, pods, injected } }) =>
        expected === true && injected < pods,
    )
    .map(({ namespace, name, sidecar, ref }) => ({
      id: `sidecar/${namespace}/${name}`,
      severity: 'warning',
      kind: 'sidecar',
      subject: { kind: 'workload', namespace, name },
      title: name,
      detail: `${sidecar.pods - sidecar.injected} of ${
        sidecar.pods
      } pods should have a proxy and have none`,
      because: [
        { object: ref, says: 'The pods run without istio-proxy.' },
        ...becauseOf(sidecar.because),
      ],
    }));
}
