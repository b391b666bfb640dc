import {
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_OBSERVED_DEPENDENCIES,
  readObservedDependencies,
  RELATION_OBSERVED_DEPENDS_ON,
  type ObservedDependency,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { isServiceMeshAvailable } from '../../lib/isServiceMeshAvailable';

/** What an entity calls, by its declaration, by what was seen, or both. */
export interface Dependency {
  /** Entity reference of what is called. */
  ref: string;
  state: 'undeclared' | 'unseen' | 'confirmed' | 'unknown';
  /** Fields that declare it, such as `dependsOn`. */
  declared: string[];
  observed: ObservedDependency[];
  /** Why it is not known whether it is called. */
  reason?: string;
}

const ORDER: Dependency['state'][] = [
  'undeclared',
  'unseen',
  'confirmed',
  'unknown',
];

const targetsOf = (entity: Entity | undefined, type: string) =>
  (entity?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);

/** References of the entities and APIs that an entity declares to need. */
export function declaredRefs(entity: Entity): string[] {
  return [
    ...targetsOf(entity, RELATION_DEPENDS_ON),
    ...targetsOf(entity, RELATION_CONSUMES_API),
  ];
}

function observedOf(entity: Entity): Map<string, ObservedDependency[]> {
  const observed = new Map<string, ObservedDependency[]>(
    targetsOf(entity, RELATION_OBSERVED_DEPENDS_ON).map(ref => [ref, []]),
  );
  const annotation =
    entity.metadata.annotations?.[ANNOTATION_OBSERVED_DEPENDENCIES];
  for (const dependency of readObservedDependencies(annotation)) {
    const { target } = dependency;
    observed.set(target, [...(observed.get(target) ?? []), dependency]);
  }
  return observed;
}

/** Fields that declare each dependency; an API stands for those who provide it, of whom one is enough. */
function declarationsOf(
  entity: Entity,
  known: ReadonlyMap<string, Entity>,
  isObserved: (ref: string) => boolean,
): Map<string, string[]> {
  const declared = new Map<string, string[]>();
  const add = (ref: string, field: string) =>
    declared.set(ref, [...(declared.get(ref) ?? []), field]);
  for (const ref of targetsOf(entity, RELATION_DEPENDS_ON)) {
    add(ref, 'dependsOn');
  }
  for (const api of targetsOf(entity, RELATION_CONSUMES_API)) {
    const providers = targetsOf(known.get(api), RELATION_API_PROVIDED_BY);
    const called = providers.filter(isObserved);
    const standing = called.length > 0 ? called : providers;
    for (const ref of standing.length > 0 ? standing : [api]) {
      add(ref, `consumesApis: ${parseEntityRef(api).name}`);
    }
  }
  declared.delete(stringifyEntityRef(entity));
  return declared;
}

function whyUnknown(
  ref: string,
  known: ReadonlyMap<string, Entity>,
): string | undefined {
  if (parseEntityRef(ref).kind === 'api') {
    return 'The catalog names nobody who provides this API.';
  }
  const target = known.get(ref);
  if (!target) {
    return 'The catalog does not show this entity.';
  }
  return isServiceMeshAvailable(target)
    ? undefined
    : 'No annotation says where a mesh has it.';
}

/**
 * What an entity declares to need beside what it was seen to call; what asks for attention is first.
 * @param known - by reference, the entities that it declares to need and those who provide the APIs of them
 */
export function compareDependencies(
  entity: Entity,
  known: ReadonlyMap<string, Entity>,
): Dependency[] {
  const observed = observedOf(entity);
  const declared = declarationsOf(entity, known, ref => observed.has(ref));
  const compare = (ref: string): Dependency => {
    const row = {
      ref,
      declared: declared.get(ref) ?? [],
      observed: observed.get(ref) ?? [],
    };
    if (observed.has(ref)) {
      return { ...row, state: declared.has(ref) ? 'confirmed' : 'undeclared' };
    }
    const reason =
      observed.size === 0
        ? 'The catalog knows of no call that this entity makes.'
        : whyUnknown(ref, known);
    return { ...row, state: reason ? 'unknown' : 'unseen', reason };
  };
  return [...new Set([...observed.keys(), ...declared.keys()])]
    .map(compare)
    .sort(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        a.ref.localeCompare(b.ref),
    );
}
