import { selectsWorkload } from '../../mesh/selectors';
import type { Workload } from '../../mesh/types';
import { asLabels, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../../mesh/perMesh';
import { push } from './push';
import { namespaceOf } from './scope';

const workloadsByNamespace = perMesh(mesh => {
  const index = new Map<string, Workload[]>();
  mesh.workloads.forEach(workload => push(index, workload.namespace, workload));
  return index;
});

/** A Sidecar with its selector and the workloads that it selects. */
export interface ScopedSidecar {
  object: KubeObject;
  namespace: string;
  selector: Record<string, string>;
  hasSelector: boolean;
  workloads: Workload[];
}

export const sidecars = perMesh(mesh =>
  mesh
    .objects('Sidecar', 'networking.istio.io')
    .map((object): ScopedSidecar => {
      const namespace = namespaceOf(object);
      const selector = asLabels(
        at(object, 'spec', 'workloadSelector', 'labels'),
      );
      const hasSelector = Object.keys(selector).length > 0;
      return {
        object,
        namespace,
        selector,
        hasSelector,
        workloads: (workloadsByNamespace(mesh).get(namespace) ?? []).filter(
          workload => hasSelector && selectsWorkload(selector, workload),
        ),
      };
    }),
);

export const saysOf = (other: KubeObject, text: string) => ({
  object: refOf(other),
  field: 'spec.workloadSelector',
  says: `${describeRef(refOf(other))} ${text}`,
});
