import type { Labels, Level, SeriesKind } from '../prometheus/series';

/** What one series is to be from now on. */
export interface SeriesLevel {
  labels: Labels;
  kind: SeriesKind;
  level: Level;
  /** Phase of the hourly wave of a counter. */
  phase?: number;
}

/** A gauge. */
export function gauge(
  name: string,
  labels: Record<string, string>,
  level: Level,
): SeriesLevel {
  return { labels: { __name__: name, ...labels }, kind: 'gauge', level };
}
