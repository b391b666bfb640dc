import type {
  Canary,
  Certificate,
  Overview,
  Problem,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Series } from '../../sources/telemetry/types';
import { alertsOf } from '../alerts/alertsOf';
import { isInTrouble, isRunning } from '../canaries/answerCanaries';
import { componentsOf } from '../controlPlane/componentsOf';
import { sourcesOf, type FurtherReadings, type QuestionInput } from '../input';
import { answerMtls } from '../mtls/answerMtls';
import { listedServices, summaryOf } from '../services/answerServices';
import { errorShares } from '../since/errorStreak';
import { totalsOf } from '../traffic/calls';
import { TrafficIndex } from '../traffic/TrafficIndex';
import { clock, count, share } from '../wording/figures';
import { problemsOf } from './problems';

/** Adds up series point by point. */
function sumSeries(list: readonly Series[] | undefined): Series {
  const sums = new Map<number, number>();
  for (const { points } of list ?? []) {
    for (const { at, value } of points) {
      sums.set(at.getTime(), (sums.get(at.getTime()) ?? 0) + (value ?? 0));
    }
  }
  return {
    labels: {},
    points: [...sums]
      .sort(([a], [b]) => a - b)
      .map(([time, value]) => ({ at: new Date(time), value })),
  };
}

const pointsOf = (points: { at: Date; value: number | null }[]) =>
  points.map(({ at, value }) => ({ at: at.toISOString(), value }));

function nextExpiry(certificates: readonly Certificate[]) {
  return certificates
    .filter(({ expiresAt }) => expiresAt !== null)
    .sort((a, b) => Date.parse(a.expiresAt!) - Date.parse(b.expiresAt!))[0];
}

function sentence(
  input: QuestionInput,
  problems: readonly Problem[],
  services: number,
  mtlsShare: number | null,
): string {
  const needing = problems.filter(({ severity }) => severity !== 'info');
  if (input.kubernetes.state === 'unavailable') {
    return `Nothing is known of the cluster: ${
      input.kubernetes.reason ?? 'it does not answer'
    }`;
  }
  const [worst] = needing;
  if (worst) {
    const since = worst.since
      ? ` since ${clock(new Date(worst.since), input.now)}`
      : '';
    return `${
      needing.length === 1 ? '1 thing needs' : `${needing.length} things need`
    } you: ${worst.title}, ${worst.detail}${since}.`;
  }
  if (!input.traffic) {
    return `Nothing is wrong in the configuration of ${count(
      services,
      'service',
    )}; traffic is unknown.`;
  }
  return `Nothing needs you: ${count(services, 'service')}${
    mtlsShare === null ? '' : `, ${share(mtlsShare)} of requests encrypted`
  }.`;
}

/** What is wrong now and where, worst first. */
export function answerOverview(
  input: QuestionInput,
  readings: FurtherReadings,
  canaries: readonly Canary[],
): Overview {
  const index = new TrafficIndex(input);
  const services = listedServices(input).map(service =>
    summaryOf(input, index, service),
  );
  const own = services.filter(({ kind }) => kind !== 'external');
  const mtls = answerMtls(input, readings);
  const components = componentsOf(input.mesh);
  const problems = problemsOf(input, readings, {
    services,
    mtls,
    canaries,
    components,
  });
  const totals = totalsOf(index.placed.map(({ call }) => call));
  const requests = sumSeries(readings.series?.requests);
  const errors = sumSeries(readings.series?.errors);
  const certificates = [
    ...mtls.items.map(({ certificate }) => certificate),
    ...mtls.authorities,
  ];
  const byHealth = (health: string) =>
    own.filter(service => service.health === health).length;
  return {
    environment: input.environment,
    window: input.window.text,
    answer: sentence(input, problems, own.length, mtls.totals.mtlsShare),
    problems,
    services: {
      total: own.length,
      ok: byHealth('ok'),
      degraded: byHealth('degraded'),
      failing: byHealth('failing'),
      idle: byHealth('idle'),
      unknown: byHealth('unknown'),
    },
    requests: {
      rate: input.traffic ? totals.requestRate : null,
      errorShare:
        totals.requestRate > 0 ? totals.failedRate / totals.requestRate : null,
      rateSeries: pointsOf(requests.points),
      errorSeries: pointsOf(errorShares(requests, errors)),
    },
    encryption: mtls.totals,
    certificates: {
      next: nextExpiry(certificates),
      expiring: problems.filter(({ kind }) => kind === 'certificate').length,
      unknown: new Set(
        certificates
          .filter(({ expiresAt }) => expiresAt === null)
          .map(({ subject }) => subject),
      ).size,
    },
    canaries: {
      running: canaries.filter(isRunning).length,
      trouble: canaries.filter(isInTrouble).length,
    },
    controlPlane: components,
    alerts: alertsOf(input.mesh, readings.alerts),
    sources: sourcesOf(input),
  };
}
