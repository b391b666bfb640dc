import type { Series } from '../../sources/telemetry/types';

/** Since when a service fails more than it should, and what is usual for it. */
export interface ErrorStreak {
  since?: Date;
  /** Median share of failures before. */
  usual?: number;
}

/** Share of failed requests at each time; null where nothing was asked. */
export function errorShares(
  requests: Series | undefined,
  errors: Series | undefined,
): { at: Date; value: number | null }[] {
  const failed = new Map(
    errors?.points.map(({ at, value }) => [at.getTime(), value ?? 0]),
  );
  return (requests?.points ?? []).map(({ at, value }) => ({
    at,
    value: value ? (failed.get(at.getTime()) ?? 0) / value : null,
  }));
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The stretch up to now in which the share was at or above the threshold. */
export function errorStreak(
  shares: readonly { at: Date; value: number | null }[],
  threshold: number,
): ErrorStreak {
  const below = shares.findLastIndex(
    ({ value }) => value !== null && value < threshold,
  );
  const streak = shares.slice(below + 1).find(({ value }) => value !== null);
  const before = shares.slice(0, below + 1).flatMap(({ value }) => value ?? []);
  return {
    since: below >= 0 ? streak?.at : undefined,
    usual: median(before),
  };
}
