import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_API_CONSUMED_BY,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** A call that the catalog declares; one of several entities is the other side of it. */
export interface DeclaredCall {
  refs: string[];
  /** How it is declared, such as `consumesApis api:default/payment`. */
  says: string;
}

/** What an entity calls, and who calls it. */
export interface DeclaredCalls {
  ref: string;
  dependencies: DeclaredCall[];
  callers: DeclaredCall[];
}

const related = (entity: Entity | undefined, type: string): string[] =>
  (entity?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);

function parsed(entityRef: string): CompoundEntityRef {
  try {
    return parseEntityRef(entityRef, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `entityRef: "${entityRef}" is no entity reference. Write it as component:default/name.`,
    );
  }
}

/**
 * What the catalog declares about the calls of an entity, as far as somebody may see it.
 *
 * @throws InputError when there is no such entity
 */
export async function declaredCalls(
  catalog: CatalogService,
  credentials: BackstageCredentials,
  entityRef: string,
): Promise<DeclaredCalls> {
  const own = stringifyEntityRef(parsed(entityRef));
  const entity = await catalog.getEntityByRef(own, { credentials });
  if (!entity) {
    throw new InputError(
      `entityRef: The catalog has no ${own} that you may see. Register it first, or leave entityRef out.`,
    );
  }
  const consumed = related(entity, RELATION_CONSUMES_API);
  const provided = related(entity, RELATION_PROVIDES_API);
  const apis = [...consumed, ...provided];
  const { items } =
    apis.length > 0
      ? await catalog.getEntitiesByRefs({ entityRefs: apis }, { credentials })
      : { items: [] };
  const others = (refs: readonly string[]) => refs.filter(ref => ref !== own);
  const through = (api: string, type: string) =>
    others(related(items[apis.indexOf(api)], type));
  const single = (type: string, says: string): DeclaredCall[] =>
    others(related(entity, type)).map(ref => ({
      refs: [ref],
      says: `${says} ${ref}`,
    }));
  return {
    ref: own,
    dependencies: [
      ...single(RELATION_DEPENDS_ON, 'dependsOn'),
      ...consumed.map(api => ({
        refs: through(api, RELATION_API_PROVIDED_BY),
        says: `consumesApis ${api}`,
      })),
    ],
    callers: [
      ...single(RELATION_DEPENDENCY_OF, 'dependsOn of'),
      ...provided.flatMap(api =>
        through(api, RELATION_API_CONSUMED_BY).map(ref => ({
          refs: [ref],
          says: `consumesApis ${api} of ${ref}`,
        })),
      ),
    ],
  };
}
