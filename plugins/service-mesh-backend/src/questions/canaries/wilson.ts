const Z = 1.96;

/**
 * Wilson's 95 % interval of a share; it always holds the share.
 * @param n - number of observations behind it
 */
export function wilson(share: number, n: number): [number, number] {
  if (n <= 0) {
    return [0, 1];
  }
  const denominator = 1 + Z ** 2 / n;
  const centre = (share + Z ** 2 / (2 * n)) / denominator;
  const margin =
    (Z / denominator) *
    Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  return [
    Math.max(0, Math.min(share, centre - margin)),
    Math.min(1, Math.max(share, centre + margin)),
  ];
}
