import {
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

const targetsOf = ({ relations = [] }: Entity, type: string) =>
  relations
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);

/** Entities that each entity declares to call, by its reference; an API stands for those who provide it. */
export function declaredCalls(
  entities: readonly Entity[],
): Map<string, string[]> {
  const providers = new Map<string, string[]>();
  for (const entity of entities) {
    for (const api of targetsOf(entity, RELATION_PROVIDES_API)) {
      providers.set(api, [
        ...(providers.get(api) ?? []),
        stringifyEntityRef(entity),
      ]);
    }
  }
  return new Map(
    entities.map(entity => {
      const own = stringifyEntityRef(entity);
      const called = [
        ...targetsOf(entity, RELATION_DEPENDS_ON),
        ...targetsOf(entity, RELATION_CONSUMES_API).flatMap(
          api => providers.get(api) ?? [],
        ),
      ];
      return [own, [...new Set(called)].filter(ref => ref !== own)];
    }),
  );
}
