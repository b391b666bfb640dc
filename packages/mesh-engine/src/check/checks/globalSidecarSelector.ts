import { describeRef, refOf } from '../../resources/ref';
import { sidecars } from '../reading/sidecars';
import type { Check } from '../types';

export const globalSidecarSelector: Check = {
  code: 'MESH2405',
  severity: 'warning',
  title: 'Default Sidecar of the mesh with a selector',
  kiali: ['KIA1006'],
  find: mesh =>
    sidecars(mesh)
      .filter(
        ({ namespace, hasSelector }) =>
          hasSelector && namespace === mesh.config.rootNamespace,
      )
      .map(({ object }) => ({
        object: refOf(object),
        field: 'spec.workloadSelector',
        message: `${describeRef(
          refOf(object),
        )} is in the root namespace, where a Sidecar is the default of the mesh, but has a workloadSelector: it applies to workloads of that namespace only.`,
        fix: 'Remove the workloadSelector, or move the Sidecar to the namespace of the workloads.',
      })),
};
