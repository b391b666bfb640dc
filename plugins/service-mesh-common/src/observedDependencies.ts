/**
 * Annotation of a catalog entity with what its services were seen to call, written by the catalog module.
 * @public
 */
export const ANNOTATION_OBSERVED_DEPENDENCIES =
  'servicemesh.ecotrack.io/observed-dependencies';

/** Relation of an entity to one that its services were seen to call. @public */
export const RELATION_OBSERVED_DEPENDS_ON = 'observedDependsOn';

/** Relation of an entity to one whose services were seen to call it. @public */
export const RELATION_OBSERVED_DEPENDENCY_OF = 'observedDependencyOf';

/** That services of one entity were seen to call services of another. @public */
export interface ObservedDependency {
  /** Entity reference of what is called. */
  target: string;
  /** Name of the environment. */
  environment: string;
  /** Requests per second in the hour of `lastSeen`; null for plain TCP. */
  requestRate: number | null;
  /** The full hour in which the last call was seen, RFC 3339. */
  lastSeen: string;
}

function isDependencyTuple(
  value: unknown,
): value is [string, string, number | null, string] {
  if (!Array.isArray(value)) {
    return false;
  }
  const [target, environment, rate, lastSeen] = value;
  return (
    typeof target === 'string' &&
    typeof environment === 'string' &&
    (rate === null || typeof rate === 'number') &&
    typeof lastSeen === 'string' &&
    !Number.isNaN(Date.parse(lastSeen))
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads the value of {@link ANNOTATION_OBSERVED_DEPENDENCIES}; what is not of its form is left out.
 * @public
 */
export function readObservedDependencies(text = '[]'): ObservedDependency[] {
  const list = parseJson(text);
  return (Array.isArray(list) ? list : [])
    .filter(isDependencyTuple)
    .map(([target, environment, requestRate, lastSeen]) => ({
      target,
      environment,
      requestRate,
      lastSeen,
    }));
}

/**
 * Writes the value of {@link ANNOTATION_OBSERVED_DEPENDENCIES}: a JSON list of
 * `[target, environment, requestRate, lastSeen]`.
 * @public
 */
export function writeObservedDependencies(
  dependencies: readonly ObservedDependency[],
): string {
  return JSON.stringify(
    dependencies.map(({ target, environment, requestRate, lastSeen }) => [
      target,
      environment,
      requestRate,
      lastSeen,
    ]),
  );
}
