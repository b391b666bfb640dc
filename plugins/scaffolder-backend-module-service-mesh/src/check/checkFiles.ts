import { findUnits, Mesh, type Finding } from '@ecotrack/mesh-engine';
import type { WorkspaceFiles } from '../workspace/readWorkspace';
import { inWords } from './inWords';

const placeOf = ({ origin }: Finding) => origin?.file ?? '';
const lineOf = ({ origin }: Finding) => origin?.line ?? 0;

/** What is wrong in files, by place; what several kustomizations have from the same line comes once. */
export function checkFiles({
  paths,
  read,
  problems,
}: WorkspaceFiles): Finding[] {
  const { units } = findUnits(paths, read);
  const found = units.flatMap(({ resources, findings }) =>
    Mesh.from(resources, {}, findings).check(),
  );
  const once = new Map(
    [...problems, ...found].map(finding => [inWords(finding), finding]),
  );
  return [...once.values()].sort(
    (one, other) =>
      placeOf(one).localeCompare(placeOf(other)) || lineOf(one) - lineOf(other),
  );
}
