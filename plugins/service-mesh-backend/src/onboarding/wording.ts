const LISTED = 5;

/** Names in a row, such as `a, b and c`; many are counted. */
export function namesOf(names: readonly string[]): string {
  const all = [...new Set(names)];
  if (all.length > LISTED) {
    return `${all.slice(0, LISTED).join(', ')} and ${all.length - LISTED} more`;
  }
  return all.length < 2
    ? all.join()
    : `${all.slice(0, -1).join(', ')} and ${all[all.length - 1]}`;
}
