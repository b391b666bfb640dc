/** Width of an edge in pixels: grows with the logarithm of the rate. */
export function edgeWidth(requestRate: number | null): number {
  return requestRate === null
    ? 1.5
    : Math.min(6, 1.5 + Math.log10(1 + requestRate));
}
