import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import { selectsWorkload } from '../../mesh/selectors';
import type { Workload } from '../../mesh/types';
import { push } from './push';

const pairsOf = (labels: Readonly<Record<string, string>>): string[] =>
  Object.entries(labels).map(([key, value]) => `${key}=${value}`);

/** Workloads by a label that they or their pods carry, in a namespace and in the whole mesh. */
const byLabel = perMesh(mesh => {
  const index = new Map<string, Workload[]>();
  for (const workload of mesh.workloads) {
    const pairs = new Set([
      ...pairsOf(workload.labels),
      ...workload.pods.flatMap(({ labels }) => pairsOf(labels)),
    ]);
    pairs.forEach(pair => {
      push(index, `${workload.namespace}/${pair}`, workload);
      push(index, `/${pair}`, workload);
    });
  }
  return index;
});

const byNamespace = perMesh(mesh => {
  const index = new Map<string, Workload[]>();
  mesh.workloads.forEach(workload => push(index, workload.namespace, workload));
  return index;
});

/** Workloads of a namespace; of the whole mesh when none is given. */
export function workloadsIn(
  mesh: Mesh,
  namespace?: string,
): readonly Workload[] {
  return namespace === undefined
    ? mesh.workloads
    : byNamespace(mesh).get(namespace) ?? [];
}

/** Workloads that a selector picks in a namespace, or in the whole mesh when none is given. */
export function selectedWorkloads(
  mesh: Mesh,
  selector: Readonly<Record<string, string>>,
  namespace?: string,
): readonly Workload[] {
  const lists = pairsOf(selector).map(
    pair => byLabel(mesh).get(`${namespace ?? ''}/${pair}`) ?? [],
  );
  const [rarest = workloadsIn(mesh, namespace)] = lists.sort(
    (a, b) => a.length - b.length,
  );
  return rarest.filter(workload => selectsWorkload(selector, workload));
}
