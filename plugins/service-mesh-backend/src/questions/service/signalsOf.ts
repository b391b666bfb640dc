import type { MeshService } from '@ecotrack/mesh-engine';
import type {
  Point,
  Signals,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Percentiles, Series } from '../../sources/telemetry/types';
import type { FurtherReadings, QuestionInput } from '../input';
import { errorShares } from '../since/errorStreak';
import { failedShare, totalsOf, type Totals } from '../traffic/calls';
import type { TrafficIndex } from '../traffic/TrafficIndex';

/** Readings of the golden signals of one service, whole and by version. */
export interface SignalReadings extends FurtherReadings {
  percentiles?: (Percentiles & { version?: string })[];
  versionSeries?: { requests: Series[]; errors: Series[]; latency: Series[] };
}

type Values = { at: Date; value: number | null }[];

const pointsOf = (values: Values | undefined): Point[] =>
  (values ?? []).map(({ at, value }) => ({ at: at.toISOString(), value }));

const withLabel = (
  list: readonly Series[] | undefined,
  label: string,
  value: string,
) => list?.find(({ labels }) => labels[label] === value);

/** Mean latency of all versions at each time, weighted by their requests. */
function meanOf({
  requests,
  latency,
}: NonNullable<SignalReadings['versionSeries']>): Values {
  const sums = new Map<number, { weight: number; sum: number }>();
  for (const { labels, points } of latency) {
    const rates = new Map(
      withLabel(requests, 'version', labels.version)?.points.map(
        ({ at, value }) => [at.getTime(), value ?? 0],
      ),
    );
    for (const { at, value } of points) {
      const weight = value === null ? 0 : rates.get(at.getTime()) ?? 0;
      const known = sums.get(at.getTime()) ?? { weight: 0, sum: 0 };
      sums.set(at.getTime(), {
        weight: known.weight + weight,
        sum: known.sum + weight * (value ?? 0),
      });
    }
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([time, { weight, sum }]) => ({
      at: new Date(time),
      value: weight > 0 ? sum / weight : null,
    }));
}

function signals(
  totals: Totals | undefined,
  percentiles: Percentiles | undefined,
  series: { requests?: Series; errors?: Series; latency?: Values },
): Omit<Signals, 'version'> {
  return {
    requestRate: totals?.requestRate ?? null,
    errorShare: totals ? failedShare(totals) : null,
    p50: percentiles?.p50 ?? null,
    p95: percentiles?.p95 ?? null,
    p99: percentiles?.p99 ?? null,
    rateSeries: pointsOf(series.requests?.points),
    errorSeries: pointsOf(errorShares(series.requests, series.errors)),
    latencySeries: pointsOf(series.latency),
  };
}

/** Golden signals of a service: first the whole, then each version that its pods or its traffic show. */
export function signalsOf(
  { traffic }: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
  { percentiles = [], versionSeries, series }: SignalReadings,
): Signals[] {
  const whole = signals(
    traffic && index.totals(service),
    percentiles.find(({ version }) => version === undefined),
    {
      requests: withLabel(series?.requests, 'host', service.host),
      errors: withLabel(series?.errors, 'host', service.host),
      latency: versionSeries && meanOf(versionSeries),
    },
  );
  const calls = service.workloads.flatMap(workload => index.servedBy(workload));
  const versions = new Set([
    ...service.workloads.map(({ canonicalRevision }) => canonicalRevision),
    ...calls.map(({ destination }) => destination.canonicalRevision),
  ]);
  return [
    whole,
    ...[...versions].sort().map(version => ({
      version,
      ...signals(
        traffic &&
          totalsOf(
            calls.filter(
              ({ destination }) => destination.canonicalRevision === version,
            ),
          ),
        percentiles.find(entry => entry.version === version),
        {
          requests: withLabel(versionSeries?.requests, 'version', version),
          errors: withLabel(versionSeries?.errors, 'version', version),
          latency: withLabel(versionSeries?.latency, 'version', version)
            ?.points,
        },
      ),
    })),
  ];
}
