import type {
  Canary,
  Certificate,
  Overview,
  Problem,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { SeenChange } from '../../database/ObjectChangeStore';
import type { Series } from '../../sources/telemetry/types';
import { alertsOf } from '../alerts/alertsOf';
import { isRunning } from '../canaries/verdictOf';
import { changesOf } from '../changes/changesOf';
import { countFindings } from '../findings/answerFindings';
import { componentsOf } from '../controlPlane/componentsOf';
import { sourcesOf, type FurtherReadings, type QuestionInput } from '../input';
import { answerMtls } from '../mtls/answerMtls';
import { listedServices, summaryOf } from '../services/answerServices';
import { errorShares } from '../since/errorStreak';
import { failedShare, totalsOf } from '../traffic/calls';
import { TrafficIndex } from '../traffic/TrafficIndex';
import { clock, count, sentence, share } from '../wording/figures';
import { whyUnknown } from '../wording/why';
import { problemsOf } from './problems/problemsOf';

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

function nextExpiry(
  certificates: readonly Certificate[],
): Certificate | undefined {
  const known = certificates.flatMap(certificate =>
    certificate.expiresAt === null
      ? []
      : { certificate, time: Date.parse(certificate.expiresAt) },
  );
  return known.sort((a, b) => a.time - b.time)[0]?.certificate;
}

/** The first line of the page: the worst thing, or that there is none. */
function firstLine(
  input: QuestionInput,
  problems: readonly Problem[],
  services: number,
  mtlsShare: number | null,
): string {
  const { kubernetes, now } = input;
  if (kubernetes.state === 'unavailable') {
    return `nothing is known of the cluster: ${
      kubernetes.reason ?? 'it does not answer'
    }`;
  }
  const needing = problems.filter(({ severity }) => severity !== 'info');
  const [worst] = needing;
  if (worst) {
    const since = worst.since
      ? ` since ${clock(new Date(worst.since), now)}`
      : '';
    return `${count(needing.length, 'thing needs', 'things need')} you: ${
      worst.title
    }, ${worst.detail}${since}`;
  }
  const size = count(services, 'service');
  if (!input.traffic) {
    return `nothing is wrong in the configuration of ${size}; traffic is unknown: ${whyUnknown(
      input,
    )}`;
  }
  return `nothing needs you: ${size}${
    mtlsShare === null ? '' : `, ${share(mtlsShare)} of requests encrypted`
  }`;
}

/** What is wrong now and where, worst first. */
export function answerOverview(
  input: QuestionInput,
  readings: FurtherReadings,
  canaries: readonly Canary[],
  changes: readonly SeenChange[] = [],
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
    answer: sentence(
      firstLine(input, problems, own.length, mtls.totals.mtlsShare),
    ),
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
      errorShare: failedShare(totals),
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
      trouble: canaries.filter(({ inTrouble }) => inTrouble).length,
    },
    controlPlane: components,
    alerts: alertsOf(input.mesh, readings.alerts),
    changes: changesOf(input, changes),
    findings: countFindings(input.mesh.check(), input.now),
    unmatchedEntities: [...input.unmatchedEntities],
    sources: sourcesOf(input),
  };
}
