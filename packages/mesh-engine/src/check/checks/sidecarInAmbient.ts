import type { Mesh } from '../../mesh/Mesh';
import { asLabels } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { type ScopedSidecar, sidecars } from '../reading/sidecars';
import type { Check } from '../types';

function isAmbient(
  mesh: Mesh,
  { namespace, hasSelector, workloads }: ScopedSidecar,
) {
  const labels = asLabels(mesh.namespaces.get(namespace)?.metadata.labels);
  const isNamespace =
    labels['istio.io/dataplane-mode'] === 'ambient' &&
    labels['istio-injection'] !== 'enabled' &&
    labels['istio.io/rev'] === undefined;
  return hasSelector
    ? workloads.length > 0 &&
        workloads.every(({ sidecar }) => sidecar.state === 'ambient')
    : isNamespace;
}

export const sidecarInAmbient: Check = {
  code: 'MESH2407',
  severity: 'warning',
  title: 'Sidecar for workloads without a sidecar',
  istioctl: ['IST0167'],
  find: mesh =>
    sidecars(mesh)
      .filter(sidecar => isAmbient(mesh, sidecar))
      .map(({ object, hasSelector, namespace }) => ({
        object: refOf(object),
        field: 'spec',
        message: `${describeRef(refOf(object))} has no effect: ${
          hasSelector
            ? 'the workloads it selects are'
            : `namespace ${namespace} is`
        } in ambient mode, without sidecars.`,
        fix: 'Remove it.',
      })),
};
