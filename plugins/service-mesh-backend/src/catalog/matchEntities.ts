import type { Entity } from '@backstage/catalog-model';
import type { CatalogEntity } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Mesh } from '@ecotrack/mesh-engine';
import {
  KUBERNETES_ID,
  KUBERNETES_NAMESPACE,
  PlacedEntities,
} from './PlacedEntities';
import { summarize } from './summarize';

/** Which entity of the catalog each service is, and which entities no service is. */
export interface EntityMatch {
  /** By `namespace/name` of the service. */
  byService: Map<string, CatalogEntity>;
  /** By `namespace/id`: entities of services that the mesh does not have yet. */
  ahead: Map<string, CatalogEntity>;
  unmatched: CatalogEntity[];
}

/** Matches by the annotations of the Kubernetes plugin, and by our own for hosts outside the cluster. */
export function matchEntities(
  mesh: Mesh,
  entities: readonly Entity[],
): EntityMatch {
  const placed = new PlacedEntities(entities);
  const byService = new Map<string, CatalogEntity>();
  const matched = new Set<Entity>();
  for (const service of mesh.services) {
    const [entity] = placed.ofService(mesh, service);
    if (entity) {
      matched.add(entity);
      byService.set(`${service.namespace}/${service.name}`, summarize(entity));
    }
  }
  const ahead = new Map<string, CatalogEntity>();
  for (const entity of placed.all) {
    const { annotations = {} } = entity.metadata;
    const { [KUBERNETES_NAMESPACE]: namespace, [KUBERNETES_ID]: id } =
      annotations;
    const key = `${namespace}/${id}`;
    const isAhead =
      namespace && id && !ahead.has(key) && !mesh.service(namespace, id);
    if (isAhead && !matched.has(entity)) {
      ahead.set(key, summarize(entity));
    }
  }
  const namespaces = new Set(mesh.services.map(({ namespace }) => namespace));
  return {
    byService,
    ahead,
    unmatched: placed.all
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
