import type { Finding } from '../findings/types';
import type { Mesh } from '../mesh/Mesh';
import { fieldSteps } from '../resources/fieldPath';
import { validateSchema } from '../schemas/validateSchema';
import { CHECKS } from './checks';

/** See `Mesh.check`. */
export function checkMesh(mesh: Mesh): Finding[] {
  const found = CHECKS.flatMap(check =>
    [...check.find(mesh)].map(
      (violation): Finding => ({
        code: check.code,
        severity: check.severity,
        ...violation,
        because: violation.because ?? [],
      }),
    ),
  );
  return [
    ...mesh.findings,
    ...[...mesh.all.flatMap(validateSchema), ...found].map(finding => ({
      ...finding,
      origin:
        finding.object &&
        mesh.originOf(finding.object, fieldSteps(finding.field ?? '')),
    })),
  ];
}
