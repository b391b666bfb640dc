import type { Mesh } from '../mesh/Mesh';
import type { MeshService, ServicePort } from '../mesh/types';
import { mtlsOf } from './mtlsOf';
import type { MtlsAnswer } from './types';

const WEAKEST_FIRST = ['plaintext', 'permissive', 'unknown', 'strict'];

/** See `Mesh.mtlsOfService`. */
export function mtlsOfService(
  mesh: Mesh,
  service: MeshService,
  port?: ServicePort,
): MtlsAnswer {
  const answers = service.workloads.map(workload =>
    mtlsOf(mesh, workload, port?.targetPort),
  );
  if (answers.length === 0) {
    return {
      mode: 'PERMISSIVE',
      effective: 'unknown',
      because: [
        {
          object: service.ref,
          says:
            service.kind === 'external'
              ? 'The host is outside the mesh; its server decides.'
              : 'No workload of the mesh stands behind the service.',
        },
      ],
    };
  }
  return answers.sort(
    (a, b) =>
      WEAKEST_FIRST.indexOf(a.effective) - WEAKEST_FIRST.indexOf(b.effective),
  )[0];
}
