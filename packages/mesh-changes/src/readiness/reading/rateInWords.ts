/** A rate with two significant digits, such as `2.1 req/s`. */
export function rateInWords(rate: number): string {
  return rate > 0 && rate < 0.01
    ? '< 0.01 req/s'
    : `${rate >= 100 ? Math.round(rate) : Number(rate.toPrecision(2))} req/s`;
}
