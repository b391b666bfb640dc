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

/** Names with what they do, such as `a lets it in` and `a and b let it in`. */
export function whoDoes(
  names: readonly string[],
  one: string,
  several: string,
): string {
  return `${namesOf(names)} ${new Set(names).size === 1 ? one : several}`;
}

/** Ports with what they do, such as `Port 80 takes it` and `Ports 80 and 81 take it`. */
export function portsDo(
  numbers: readonly number[],
  one: string,
  several: string,
): string {
  return `${numbers.length === 1 ? 'Port' : 'Ports'} ${whoDoes(
    numbers.map(String),
    one,
    several,
  )}`;
}
