import { perMesh } from '../../mesh/perMesh';
import { selects } from '../../mesh/selectors';
import { asLabels, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import type { Policy } from './policies';
import { namespaceOf } from './scope';

/** Machines that join the mesh: a WorkloadGroup or a WorkloadEntry. */
export interface MachineGroup {
  object: KubeObject;
  namespace: string;
  labels: Record<string, string>;
  /** Whether a policy selects it. */
  fits(policy: Pick<Policy, 'selector' | 'namespace' | 'isOfMesh'>): boolean;
}

function read(object: KubeObject, ...path: string[]): MachineGroup {
  const namespace = namespaceOf(object);
  const labels = asLabels(at(object, 'spec', ...path, 'labels'));
  return {
    object,
    namespace,
    labels,
    fits: policy =>
      (policy.isOfMesh || policy.namespace === namespace) &&
      selects(policy.selector, labels),
  };
}

/** Machines of WorkloadGroups and WorkloadEntries. */
export const workloadGroups = perMesh(mesh => [
  ...mesh
    .objects('WorkloadGroup', 'networking.istio.io')
    .map(object => read(object, 'metadata')),
  ...mesh
    .objects('WorkloadEntry', 'networking.istio.io')
    .map(object => read(object)),
]);
