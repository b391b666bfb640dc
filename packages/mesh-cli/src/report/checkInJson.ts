import { countsOf, type ShownFinding } from '../check/ShownFinding';
import type { ReadUnits } from '../sources/readUnits';
import { VERSION } from '../version';

/** What `mesh check` found, for programs. */
export function checkInJson(
  findings: readonly ShownFinding[],
  { units, skipped, files, display }: ReadUnits,
): string {
  const answer = {
    version: VERSION,
    summary: { ...countsOf(findings), files },
    meshes: units.map(({ name, mesh }) => ({ name, objects: mesh.all.length })),
    skipped: skipped.map(({ path, reason }) => ({
      file: display(path),
      reason,
    })),
    findings,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
