/** A value of YAML or JSON. @public */
export type Value = unknown;
export type ValueMap = Readonly<Record<string, Value>>;

export function isMapValue(value: Value): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two values are the same; the order of keys does not count, and an undefined field is none. @public */
export function isSame(one: Value, other: Value): boolean {
  if (one === other) {
    return true;
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return (
      one.length === other.length &&
      one.every((item, index) => isSame(item, other[index]))
    );
  }
  if (isMapValue(one) && isMapValue(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].every(key => isSame(one[key], other[key]));
  }
  return false;
}

/** The keys of a map that have a value. */
export const keysOf = (map: ValueMap): string[] =>
  Object.keys(map).filter(key => map[key] !== undefined);
