import { describeRef, refOf } from '../../resources/ref';
import { labelsInWords, policiesOf } from '../reading/policies';
import type { Check } from '../types';

export const ignoredPeerAuthentication: Check = {
  code: 'MESH3008',
  severity: 'warning',
  title: 'PeerAuthentication that Istio ignores',
  find: mesh =>
    policiesOf(mesh, 'PeerAuthentication')
      .filter(({ isOfMesh, hasSelector }) => isOfMesh && hasSelector)
      .map(({ object, selector }) => ({
        object: refOf(object),
        field: 'spec.selector',
        message: `${describeRef(refOf(object))} selects ${labelsInWords(
          selector,
        )} in the root namespace, where Istio follows only policies without a selector: it does nothing.`,
        fix: 'Move it to the namespace of the workloads, or remove the selector to make it count for the whole mesh.',
      })),
};
