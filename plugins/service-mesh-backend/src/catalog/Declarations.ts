import {
  parseEntityRef,
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

/** What entities declare to need. */
export class Declarations {
  readonly #entities = new Map<string, Entity>();
  readonly #providers = new Map<string, string[]>();

  constructor(entities: readonly Entity[]) {
    for (const entity of entities) {
      const ref = stringifyEntityRef(entity);
      this.#entities.set(ref, entity);
      for (const api of targetsOf(entity, RELATION_PROVIDES_API)) {
        this.#providers.set(api, [...(this.#providers.get(api) ?? []), ref]);
      }
    }
  }

  entity(ref: string): Entity | undefined {
    return this.#entities.get(ref);
  }

  /** Whether an entity needs another, or an API that the other provides. */
  declares(source: Entity, target: string): boolean {
    return (
      targetsOf(source, RELATION_DEPENDS_ON).includes(target) ||
      targetsOf(source, RELATION_CONSUMES_API).some(api =>
        this.#providers.get(api)?.includes(target),
      )
    );
  }

  /**
   * The fields that declare each dependency, by the reference of what is needed. An API stands for those who provide
   * it, of whom one that is called is enough; for itself when nobody provides it.
   */
  of(
    source: Entity,
    isCalled: (ref: string) => boolean,
  ): Map<string, string[]> {
    const declared = new Map<string, string[]>();
    const add = (ref: string, field: string) =>
      declared.set(ref, [...(declared.get(ref) ?? []), field]);
    targetsOf(source, RELATION_DEPENDS_ON).forEach(ref =>
      add(ref, 'dependsOn'),
    );
    for (const api of targetsOf(source, RELATION_CONSUMES_API)) {
      const providers = this.#providers.get(api) ?? [api];
      const called = providers.filter(isCalled);
      for (const ref of called.length > 0 ? called : providers) {
        add(ref, `consumesApis: ${parseEntityRef(api).name}`);
      }
    }
    declared.delete(stringifyEntityRef(source));
    return declared;
  }
}
