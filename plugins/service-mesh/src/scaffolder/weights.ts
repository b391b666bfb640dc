import { isMap } from '../components/ChangeForm/isMap';

/** How many of a hundred requests a version gets. */
export interface Weight {
  version: string;
  /** Missing until it is given. */
  weight?: number;
}

/** The weights that were given, and a place for each version without one. */
export function readWeights(
  value: unknown,
  versions: readonly string[],
): Weight[] {
  const given = (Array.isArray(value) ? value : []).flatMap((each): Weight[] =>
    isMap(each) && typeof each.version === 'string'
      ? [
          {
            version: each.version,
            weight: typeof each.weight === 'number' ? each.weight : undefined,
          },
        ]
      : [],
  );
  const missing = versions.filter(
    version => !given.some(each => each.version === version),
  );
  return [...given, ...missing.map(version => ({ version }))];
}

/** The weights with that of one version changed; versions without a weight are left out. */
export const writeWeight = (
  weights: readonly Weight[],
  version: string,
  weight: number | undefined,
): Weight[] =>
  weights
    .map(each => (each.version === version ? { version, weight } : each))
    .filter(each => each.weight !== undefined);

/** What is wrong with the sum of weights; nothing where it is 100. */
export function wrongSum(weights: readonly Weight[]): string | undefined {
  const sum = weights.reduce((total, { weight = 0 }) => total + weight, 0);
  return sum === 100
    ? undefined
    : `The weights add up to ${sum} %. Change them so that they add up to 100 %.`;
}
