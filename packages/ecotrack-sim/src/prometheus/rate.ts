import { SCRAPE_INTERVAL, type Series } from './series';

/**
 * `rate` and `increase` of a counter as Prometheus extrapolates them. Source: promql/functions.go,
 * extrapolatedRate of version 2.42.
 */
export function extrapolate(
  series: Series,
  time: number,
  range: number,
  perSecond: boolean,
): number | undefined {
  const start = time - range;
  const times: number[] = [];
  const values: number[] = [];
  const oldest = Math.ceil(start / SCRAPE_INTERVAL) * SCRAPE_INTERVAL;
  for (let at = oldest; at <= time; at += SCRAPE_INTERVAL) {
    const value = series.sampleAt(at);
    if (value !== undefined) {
      times.push(at);
      values.push(value);
    }
  }
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
  const toEnd = (time - last) / 1000;
  const factor =
    (sampled +
      (toStart < threshold ? toStart : average / 2) +
      (toEnd < threshold ? toEnd : average / 2)) /
    sampled;
  return perSecond ? result * (factor / (range / 1000)) : result * factor;
}
