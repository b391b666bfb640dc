import type { Finding } from '../findings/types';
import type { Mesh } from '../mesh/Mesh';
import { CHECKS } from './checks';

/** `spec.http[0].route` as steps. */
function stepsOf(field: string): (string | number)[] {
  return [...field.matchAll(/\[(\d+)\]|\["([^"]+)"\]|[^.[\]]+/g)].map(
    ([word, position, quoted]) =>
      position === undefined ? quoted ?? word : Number(position),
  );
}

/** See `Mesh.check`. */
export function checkMesh(mesh: Mesh): Finding[] {
  const found = CHECKS.flatMap(check =>
    [...check.find(mesh)].map(
      ({ object, field, because, ...violation }): Finding => ({
        code: check.code,
        severity: check.severity,
        ...violation,
        object,
        field,
        origin: mesh.originOf(object, field ? stepsOf(field) : []),
        because: because ?? [],
      }),
    ),
  );
  return [...mesh.findings, ...found];
}
