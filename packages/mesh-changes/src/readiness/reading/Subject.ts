import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';
import type { ObservedPlaintext, ReadinessOptions } from '../types';
import { podTemplateOf, type PodTemplate } from './podTemplate';

/** A workload that is looked at. */
export interface Subject {
  mesh: Mesh;
  workload: Workload;
  template: PodTemplate;
  /** Services of Kubernetes that select its pods. */
  services: readonly MeshService[];
  /** How it is in the mesh, or would be. */
  plane: 'sidecar' | 'ambient';
  observed?: ObservedPlaintext;
  /** For what is accepted up to a day. */
  now?: Date;
}

const MODE = 'istio.io/dataplane-mode';

function planeOf(mesh: Mesh, { namespace, labels, sidecar }: Workload) {
  const ofNamespace = mesh.namespaces.get(namespace)?.metadata.labels ?? {};
  const mode = labels[MODE] ?? ofNamespace[MODE];
  const hasSidecar = sidecar.state === 'all' || sidecar.state === 'some';
  return sidecar.state === 'ambient' || (mode === 'ambient' && !hasSidecar)
    ? 'ambient'
    : 'sidecar';
}

export function subjectOf(
  mesh: Mesh,
  workload: Workload,
  { observed, now }: ReadinessOptions,
): Subject {
  return {
    mesh,
    workload,
    template: podTemplateOf(mesh, workload),
    services: mesh
      .servicesOf(workload)
      .filter(({ ref }) => ref.kind === 'Service'),
    plane: planeOf(mesh, workload),
    observed,
    now,
  };
}
