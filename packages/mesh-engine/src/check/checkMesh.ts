import { exceptionOf } from '../findings/exceptions/exceptionOf';
import type { Finding } from '../findings/types';
import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { fieldSteps } from '../resources/fieldPath';
import { CHECKS } from './checks';
import { schemaFindings } from './reading/schemaFindings';

const placed = (mesh: Mesh, finding: Finding): Finding => ({
  ...finding,
  origin:
    finding.object &&
    mesh.originOf(finding.object, fieldSteps(finding.field ?? '')),
});

/** Each check by itself, so that a change asks only those again that read what it changes. */
const ASKED = CHECKS.map(check =>
  perMesh(mesh =>
    [...check.find(mesh)].map(violation =>
      placed(mesh, {
        code: check.code,
        severity: check.severity,
        ...violation,
        because: violation.because ?? [],
      }),
    ),
  ),
);

function withException(mesh: Mesh, finding: Finding): Finding {
  const exception = exceptionOf(mesh, finding);
  return exception ? { ...finding, exception } : finding;
}

/** See `Mesh.check`. */
export function checkMesh(mesh: Mesh): Finding[] {
  return [
    ...mesh.findings,
    ...mesh.all.flatMap(object =>
      schemaFindings(object).map(finding => placed(mesh, finding)),
    ),
    ...ASKED.flatMap(found => found(mesh)),
  ].map(finding => withException(mesh, finding));
}
