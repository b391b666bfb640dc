import {
  RELATION_API_PROVIDED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { declaredRefs } from './compareDependencies';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];

async function read(
  catalog: CatalogApi,
  entityRefs: string[],
): Promise<Entity[]> {
  if (entityRefs.length === 0) {
    return [];
  }
  const { items } = await catalog.getEntitiesByRefs({
    entityRefs,
    fields: FIELDS,
  });
  return items.filter(entity => entity !== undefined);
}

/** The entities that one declares to need, and those who provide its APIs, by reference. */
export async function readDeclared(
  catalog: CatalogApi,
  entity: Entity,
): Promise<Map<string, Entity>> {
  const declared = await read(catalog, declaredRefs(entity));
  const providers = declared
    .flatMap(({ relations }) => relations ?? [])
    .filter(({ type }) => type === RELATION_API_PROVIDED_BY)
    .map(({ targetRef }) => targetRef);
  return new Map(
    [...declared, ...(await read(catalog, providers))].map(found => [
      stringifyEntityRef(found),
      found,
    ]),
  );
}
