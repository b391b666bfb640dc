/** Requests of one version in percent; no version for a destination that stands for several. */
export interface Share {
  version?: string;
  weight: number;
}

/** Whole numbers in the proportions of others, with a given sum: the largest remainders are rounded up. */
export function scaled(weights: readonly number[], sum: number): number[] {
  const total = weights.reduce((all, weight) => all + weight, 0);
  if (total === 0) {
    return weights.map(() => 0);
  }
  const exact = weights.map(weight => (weight * sum) / total);
  const floors = exact.map(Math.floor);
  const missing = sum - floors.reduce((all, weight) => all + weight, 0);
  const first = exact
    .map((weight, index) => ({ index, rest: weight - floors[index] }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, missing);
  return floors.map((weight, index) =>
    first.some(entry => entry.index === index) ? weight + 1 : weight,
  );
}

/** Whether two lists send the same requests to the same versions. */
export function isSameSplit(
  one: readonly Share[],
  other: readonly Share[],
): boolean {
  const positive = (shares: readonly Share[]) =>
    shares.filter(({ weight }) => weight > 0);
  const [a, b] = [positive(one), positive(other)];
  return (
    a.length === b.length &&
    a.every(share =>
      b.some(
        ({ version, weight }) =>
          version !== undefined &&
          version === share.version &&
          weight === share.weight,
      ),
    )
  );
}
