import type { Entity } from '@backstage/catalog-model';
import { ANNOTATION_MESH_HOST } from '@ecotrack/backstage-plugin-service-mesh-common';

const PLACED_BY = [
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-label-selector',
  ANNOTATION_MESH_HOST,
];

/**
 * Whether an entity says where the mesh has it: by an annotation of the Kubernetes plugin or by
 * `servicemesh.ecotrack.io/host`.
 * @public
 */
export function isServiceMeshAvailable({ metadata }: Entity): boolean {
  return PLACED_BY.some(name => name in (metadata.annotations ?? {}));
}
