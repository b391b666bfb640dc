/** Adds to a list of an index. */
export function push<K, T>(index: Map<K, T[]>, key: K, value: T): void {
  const list = index.get(key);
  if (list) {
    list.push(value);
  } else {
    index.set(key, [value]);
  }
}
