import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_MESH_HOST,
  type CatalogEntity,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Mesh, MeshService } from '@ecotrack/mesh-engine';

const KUBERNETES_ID = 'backstage.io/kubernetes-id';
const KUBERNETES_NAMESPACE = 'backstage.io/kubernetes-namespace';
const KUBERNETES_SELECTOR = 'backstage.io/kubernetes-label-selector';

/** Which entity of the catalog each service is, and which entities no service is. */
export interface EntityMatch {
  /** By `namespace/name` of the service. */
  byService: Map<string, CatalogEntity>;
  unmatched: CatalogEntity[];
}

function summarize(entity: Entity): CatalogEntity {
  const related = (type: string) =>
    entity.relations?.find(relation => relation.type === type)?.targetRef;
  return {
    ref: stringifyEntityRef(entity),
    title: entity.metadata.title,
    system: related('partOf'),
    owner: related('ownedBy'),
  };
}

function fitsSelector(selector: string, labels: Record<string, string>) {
  return selector.split(',').every(term => {
    const [key, value] = term.split('=').map(part => part.trim());
    return value !== undefined && labels[key] === value;
  });
}

function isEntityOf(mesh: Mesh, entity: Entity, service: MeshService): boolean {
  const annotations = entity.metadata.annotations ?? {};
  const host = annotations[ANNOTATION_MESH_HOST];
  if (host !== undefined) {
    return host.toLowerCase() === service.host;
  }
  const namespace = annotations[KUBERNETES_NAMESPACE];
  if (namespace !== undefined && namespace !== service.namespace) {
    return false;
  }
  const selector = annotations[KUBERNETES_SELECTOR];
  if (selector !== undefined) {
    return service.workloads.some(({ labels }) =>
      fitsSelector(selector, labels),
    );
  }
  const id = annotations[KUBERNETES_ID];
  const label = mesh.get(service.ref)?.metadata.labels?.[KUBERNETES_ID];
  return (
    id !== undefined &&
    (label === id ||
      service.workloads.some(({ labels }) => labels[KUBERNETES_ID] === id))
  );
}

/** Whether an entity says that it runs on Kubernetes or is a host of the mesh. */
function isPlaced(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  return [ANNOTATION_MESH_HOST, KUBERNETES_ID, KUBERNETES_SELECTOR].some(
    name => name in annotations,
  );
}

/** Matches by the annotations of the Kubernetes plugin, and by our own for hosts outside the cluster. */
export function matchEntities(
  mesh: Mesh,
  entities: readonly Entity[],
): EntityMatch {
  const placed = entities.filter(isPlaced);
  const byService = new Map<string, CatalogEntity>();
  const matched = new Set<Entity>();
  for (const service of mesh.services) {
    const entity = placed.find(candidate =>
      isEntityOf(mesh, candidate, service),
    );
    if (entity) {
      matched.add(entity);
      byService.set(`${service.namespace}/${service.name}`, summarize(entity));
    }
  }
  const namespaces = new Set(mesh.services.map(({ namespace }) => namespace));
  return {
    byService,
    unmatched: placed
      .filter(entity => {
        const namespace = entity.metadata.annotations?.[KUBERNETES_NAMESPACE];
        return (
          !matched.has(entity) &&
          namespace !== undefined &&
          namespaces.has(namespace)
        );
      })
      .map(summarize),
  };
}
