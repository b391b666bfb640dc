import type {
  Because,
  MtlsCaller,
  MtlsRow,
  Problem,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Mesh } from '@ecotrack/mesh-engine';
import { calledInPlaintext, callerRate } from '../../mtls/plaintext';
import { count } from '../../wording/figures';
import { becauseOf } from '../../wording/why';

/** Why a caller speaks plaintext, when it is a workload that is known. */
function becauseOfCaller(
  mesh: Mesh,
  { namespace, name }: MtlsCaller,
): Because[] {
  const workload = namespace && mesh.workload(namespace, name);
  return workload && workload.sidecar.state !== 'all'
    ? [
        { object: workload.ref, says: `${name} calls without a proxy.` },
        ...becauseOf(workload.sidecar.because),
      ]
    : [];
}

/** Services that are called in plaintext now. */
export function plaintextCallers(
  mesh: Mesh,
  rows: readonly MtlsRow[],
): Problem[] {
  return calledInPlaintext(mesh, rows).map(({ row, callers }) => {
    const { namespace, service, configured } = row;
    const [first] = callers;
    return {
      id: `plaintext/${namespace}/${service}`,
      severity: 'warning',
      kind: 'plaintext',
      subject: { kind: 'service', namespace, name: service },
      title: service,
      detail: `${count(callers.length, 'caller')} in plaintext: ${
        first.name
      }, ${callerRate(first)}`,
      because: [...configured.because, ...becauseOfCaller(mesh, first)],
    };
  });
}
