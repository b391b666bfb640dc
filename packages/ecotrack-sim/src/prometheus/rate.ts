/**
 * `rate` and `increase` of a counter, extrapolated to the ends of the range; undefined with fewer than two samples.
 * Times in milliseconds. Source: promql/functions.go, extrapolatedRate of version 2.42.
 */
export function extrapolate(
  times: readonly number[],
  values: readonly number[],
  { start, end }: { start: number; end: number },
  name: string,
): number | undefined {
  if (times.length < 2) {
    return undefined;
  }
  let result = values[values.length - 1] - values[0];
  for (let index = 1; index < values.length; index++) {
    if (values[index] < values[index - 1]) {
      result += values[index - 1];
    }
  }
  const first = times[0];
  const last = times[times.length - 1];
  const sampled = (last - first) / 1000;
  const average = sampled / (times.length - 1);
  const threshold = average * 1.1;
  const toZero =
    result > 0 && values[0] >= 0 ? sampled * (values[0] / result) : Infinity;
  const toStart = Math.min((first - start) / 1000, toZero);
  const toEnd = (end - last) / 1000;
  const factor =
    (sampled +
      (toStart < threshold ? toStart : average / 2) +
      (toEnd < threshold ? toEnd : average / 2)) /
    sampled;
  return name === 'rate'
    ? result * (factor / ((end - start) / 1000))
    : result * factor;
}
