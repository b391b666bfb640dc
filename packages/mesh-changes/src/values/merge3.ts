import { isMapValue, isSame, keysOf, type Value } from './values';

/** A place that two sides changed in different ways. @public */
export interface Conflict {
  /** Path inside the value: `spec.http[0].timeout`. */
  field: string;
  /** What both began with. */
  expected: Value;
  /** What is there now. */
  found: Value;
  wanted: Value;
}

/** What two sides make of a value together. @public */
export interface Merged {
  value: Value;
  conflicts: readonly Conflict[];
}

const joined = (path: string, key: string | number) =>
  typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${key}` : key;

/**
 * Carries over to `theirs` what differs between `base` and `wanted`. Where theirs is neither as the base nor as wanted,
 * it stays, and the place is a conflict. Lists of the same length are merged item by item, others as a whole.
 * @public
 */
export function merge3(
  base: Value,
  wanted: Value,
  theirs: Value,
  path = '',
): Merged {
  if (isSame(base, wanted) || isSame(wanted, theirs)) {
    return { value: theirs, conflicts: [] };
  }
  if (isSame(base, theirs)) {
    return { value: wanted, conflicts: [] };
  }
  if (isMapValue(base) && isMapValue(wanted) && isMapValue(theirs)) {
    const keys = new Set([...keysOf(theirs), ...keysOf(wanted)]);
    const parts = [...keys].map(
      key =>
        [
          key,
          merge3(base[key], wanted[key], theirs[key], joined(path, key)),
        ] as const,
    );
    return {
      value: Object.fromEntries(
        parts
          .map(([key, { value }]) => [key, value] as const)
          .filter(([, value]) => value !== undefined),
      ),
      conflicts: parts.flatMap(([, { conflicts }]) => conflicts),
    };
  }
  if (
    Array.isArray(base) &&
    Array.isArray(wanted) &&
    Array.isArray(theirs) &&
    base.length === wanted.length &&
    base.length === theirs.length
  ) {
    const parts = base.map((item, index) =>
      merge3(item, wanted[index], theirs[index], joined(path, index)),
    );
    return {
      value: parts.map(({ value }) => value),
      conflicts: parts.flatMap(({ conflicts }) => conflicts),
    };
  }
  return {
    value: theirs,
    conflicts: [{ field: path, expected: base, found: theirs, wanted }],
  };
}
