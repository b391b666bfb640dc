import {
  getCompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorCache,
  type CatalogProcessorEmit,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_OBSERVED_DEPENDENCIES,
  readObservedDependencies,
  RELATION_OBSERVED_DEPENDENCY_OF,
  RELATION_OBSERVED_DEPENDS_ON,
  writeObservedDependencies,
  type ObservedDependency,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { ObservedCalls } from './ObservedCalls';

const MAX_ENTRIES = 50;
const REMEMBERED = 'observed-dependencies';

/** The latest and busiest ones where they are too many for an annotation. */
function mostUseful(dependencies: ObservedDependency[]): ObservedDependency[] {
  if (dependencies.length <= MAX_ENTRIES) {
    return dependencies;
  }
  return [...dependencies]
    .sort(
      (a, b) =>
        b.lastSeen.localeCompare(a.lastSeen) ||
        (b.requestRate ?? 0) - (a.requestRate ?? 0),
    )
    .slice(0, MAX_ENTRIES);
}

/**
 * Adds what an entity was seen to call, as relations and as an annotation. It asks nobody: calls are read on a schedule,
 * and what was known about an entity before a restart is in its cache.
 */
export class ObservedCallsProcessor implements CatalogProcessor {
  readonly #calls: ObservedCalls;

  constructor(calls: ObservedCalls) {
    this.#calls = calls;
  }

  getProcessorName(): string {
    return 'ServiceMeshObservedCallsProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    _emit: CatalogProcessorEmit,
    _originLocation: LocationSpec,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    const dependencies = await this.#dependenciesOf(entity, cache);
    const { [ANNOTATION_OBSERVED_DEPENDENCIES]: claimed, ...annotations } =
      entity.metadata.annotations ?? {};
    if (dependencies.length > 0) {
      annotations[ANNOTATION_OBSERVED_DEPENDENCIES] = writeObservedDependencies(
        mostUseful(dependencies),
      );
    } else if (claimed === undefined) {
      return entity;
    }
    return { ...entity, metadata: { ...entity.metadata, annotations } };
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    const dependencies = await this.#dependenciesOf(entity, cache);
    await cache.set(REMEMBERED, writeObservedDependencies(dependencies));
    const source = getCompoundEntityRef(entity);
    for (const ref of new Set(dependencies.map(({ target }) => target))) {
      const target = parseEntityRef(ref);
      emit(
        processingResult.relation({
          source,
          type: RELATION_OBSERVED_DEPENDS_ON,
          target,
        }),
      );
      emit(
        processingResult.relation({
          source: target,
          type: RELATION_OBSERVED_DEPENDENCY_OF,
          target: source,
        }),
      );
    }
    return entity;
  }

  async #dependenciesOf(
    entity: Entity,
    cache: CatalogProcessorCache,
  ): Promise<ObservedDependency[]> {
    return this.#calls.of(
      stringifyEntityRef(entity),
      readObservedDependencies(await cache.get<string>(REMEMBERED)),
    );
  }
}
