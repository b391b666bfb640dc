import type { Labels } from '../prometheus/series';

/** What one series is to be from now on. */
export interface Level {
  labels: Labels;
  kind: 'counter' | 'gauge';
  /** Per second for a counter; the value, or the value as a function of the time in milliseconds, for a gauge. */
  level: number | ((time: number) => number);
  /** Phase of the hourly wave of a counter. */
  phase?: number;
}
