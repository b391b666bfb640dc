import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogEntity } from '@ecotrack/backstage-plugin-service-mesh-common';

/** What answers carry of an entity. */
export function summarize(entity: Entity): CatalogEntity {
  const related = (type: string) =>
    entity.relations?.find(relation => relation.type === type)?.targetRef;
  return {
    ref: stringifyEntityRef(entity),
    title: entity.metadata.title,
    system: related('partOf'),
    owner: related('ownedBy'),
  };
}
