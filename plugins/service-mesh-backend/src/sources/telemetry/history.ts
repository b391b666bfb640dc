import type { CallHistory, PastCall, Series, TrafficSample } from './types';

const SLICES = 24;
/** Shorter ones may have no two samples. */
const SHORTEST = 300;

/** Slices of a window up to `end`, each named by its end; seconds. */
export function slicesOf(window: number, end: Date) {
  const step = Math.max(SHORTEST, Math.floor(window / SLICES));
  const slices = Math.max(1, Math.floor(window / step));
  return {
    start: new Date(end.getTime() - (slices - 1) * step * 1000),
    end,
    step,
  };
}

/** What one end reported of one call, by slice; nothing where it told nothing. */
type Reported = Pick<PastCall, 'source' | 'destination'> &
  Pick<TrafficSample, 'reporter'> &
  Pick<Series, 'points'>;

const reporterOf = ({ reporter, source, destination }: Reported) => {
  const { namespace, workload } = reporter === 'source' ? source : destination;
  return `${namespace}/${workload}`;
};

/** Puts together what both ends reported of each slice. */
export function historyOf(
  rows: readonly Reported[],
  window: number,
  step: number,
): CallHistory {
  const slices = new Set<number>();
  const calls: PastCall[] = [];
  const reporting = new Set<string>();
  for (const row of rows) {
    const told = row.points.filter(({ value }) => value !== null);
    told.forEach(({ at }) => slices.add(at.getTime()));
    if (told.length > 0) {
      reporting.add(reporterOf(row));
    }
    const last = told.findLast(({ value }) => (value ?? 0) > 0);
    if (last) {
      const { source, destination } = row;
      calls.push({ source, destination, lastSeen: last.at });
    }
  }
  return {
    window,
    covered: Math.min(window, slices.size * step),
    calls,
    reporting,
  };
}
