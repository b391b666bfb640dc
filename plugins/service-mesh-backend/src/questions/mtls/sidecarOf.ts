import type { Workload } from '@ecotrack/mesh-engine';
import type { MtlsRow } from '@ecotrack/backstage-plugin-service-mesh-common';
import { becauseOf } from '../wording/why';

/** Which pods behind a service have a proxy: `some` when its workloads differ. */
export function sidecarOf(
  workloads: readonly Workload[],
): Required<MtlsRow['sidecar']> {
  const [first, ...others] = new Set(
    workloads.map(({ sidecar }) => sidecar.state),
  );
  return {
    state: others.length > 0 ? 'some' : first ?? 'unknown',
    injected: workloads.reduce((sum, { sidecar }) => sum + sidecar.injected, 0),
    pods: workloads.reduce((sum, { sidecar }) => sum + sidecar.pods, 0),
    because: becauseOf(workloads.flatMap(({ sidecar }) => sidecar.because)),
  };
}
