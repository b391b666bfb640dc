import {
  isMapValue,
  isSame,
  keysOf,
  type Value,
  type ValueMap,
} from '../values/values';

/**
 * Carries what differs between two values over to a third that stands for the first: the source of a rendered object,
 * or a patch that makes it. Lists are carried whole where they differ from it.
 * @param removed - what stands for a field that goes: null in a patch, undefined in a source
 */
export function overlay(
  onto: Value,
  before: Value,
  after: Value,
  removed: null | undefined,
): Value {
  if (isSame(before, after)) {
    return onto;
  }
  if (!isMapValue(after) || (before !== undefined && !isMapValue(before))) {
    return after;
  }
  const base: ValueMap = isMapValue(onto) ? onto : {};
  const old: ValueMap = isMapValue(before) ? before : {};
  const result: Record<string, Value> = { ...base };
  for (const key of new Set([...keysOf(old), ...keysOf(after)])) {
    if (!isSame(old[key], after[key])) {
      result[key] =
        after[key] === undefined
          ? removed
          : overlay(base[key], old[key], after[key], removed);
    }
  }
  return Object.fromEntries(
    Object.entries(result).filter(([, value]) => value !== undefined),
  );
}

/** Whether a value has everything that another has; lists are compared whole. */
export function covers(value: Value, wanted: Value): boolean {
  return isMapValue(wanted) && isMapValue(value)
    ? keysOf(wanted).every(key => covers(value[key], wanted[key]))
    : isSame(value, wanted);
}
