import type { Sample } from './evaluate';
import { labelKey } from './series';

interface Bucket {
  upper: number;
  count: number;
}

/** Interpolation inside the bucket of the rank. Source: promql/quantile.go, bucketQuantile. */
function bucketQuantile(quantile: number, unsorted: Bucket[]): number {
  if (quantile < 0 || quantile > 1) {
    return quantile < 0 ? -Infinity : Infinity;
  }
  const buckets = unsorted.sort((a, b) => a.upper - b.upper);
  if (buckets.length < 2 || buckets[buckets.length - 1].upper !== Infinity) {
    return NaN;
  }
  for (let index = 1; index < buckets.length; index++) {
    buckets[index].count = Math.max(
      buckets[index].count,
      buckets[index - 1].count,
    );
  }
  const observations = buckets[buckets.length - 1].count;
  if (observations === 0) {
    return NaN;
  }
  let rank = quantile * observations;
  const found = buckets.slice(0, -1).findIndex(bucket => bucket.count >= rank);
  if (found < 0) {
    return buckets[buckets.length - 2].upper;
  }
  if (found === 0 && buckets[0].upper <= 0) {
    return buckets[0].upper;
  }
  let lower = 0;
  let { upper, count } = buckets[found];
  if (found > 0) {
    lower = buckets[found - 1].upper;
    count -= buckets[found - 1].count;
    rank -= buckets[found - 1].count;
  }
  upper -= lower;
  return lower + upper * (rank / count);
}

/** `histogram_quantile` over classic buckets. */
export function histogramQuantile(
  quantile: number,
  samples: Sample[],
): Sample[] {
  const groups = new Map<string, { sample: Sample; buckets: Bucket[] }>();
  for (const sample of samples) {
    const { le, __name__, ...labels } = sample.labels;
    const upper = le === '+Inf' ? Infinity : Number(le);
    if (le !== undefined && !Number.isNaN(upper)) {
      const key = labelKey(labels);
      const group = groups.get(key) ?? {
        sample: { labels, value: 0 },
        buckets: [],
      };
      const same = group.buckets.find(bucket => bucket.upper === upper);
      if (same) {
        same.count += sample.value;
      } else {
        group.buckets.push({ upper, count: sample.value });
      }
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ sample, buckets }) => ({
    labels: sample.labels,
    value: bucketQuantile(quantile, buckets),
  }));
}
