import type { MeshService, Workload } from '@ecotrack/mesh-engine';
import type {
  Because,
  Health,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../input';
import { failedShare, type Totals } from '../traffic/calls';
import { count, rate, share } from '../wording/figures';
import { whyUnknown, windowText } from '../wording/why';

/** How a service is, in one sentence and with the evidence. */
export interface Judgement {
  health: Health;
  detail: string;
  because: Because[];
}

type Verdict = Pick<Judgement, 'health' | 'detail'>;

function byReadiness(workloads: readonly Workload[]): Verdict | undefined {
  const counted = workloads.filter(
    ({ desired, ready }) => (desired ?? 0) > 0 && ready !== undefined,
  );
  const sum = (field: 'ready' | 'desired') =>
    counted.reduce((total, workload) => total + (workload[field] ?? 0), 0);
  const ready = sum('ready');
  const desired = sum('desired');
  if (desired > 0 && ready === 0) {
    return {
      health: 'failing',
      detail: `None of ${count(desired, 'pod')} is ready`,
    };
  }
  return ready < desired
    ? { health: 'degraded', detail: `${ready} of ${desired} pods are ready` }
    : undefined;
}

function byErrors(
  totals: Totals,
  { thresholds, window }: QuestionInput,
): Verdict {
  const { requestRate } = totals;
  const requests = requestRate * window.seconds;
  const failed = failedShare(totals) ?? 0;
  const figures = `${share(failed)} of ${rate(requestRate)} fail`;
  if (requests < thresholds.minimumRequests) {
    return {
      health: 'ok',
      detail: `${count(Math.round(requests), 'request')} in ${windowText(
        window,
      )}, too few to judge errors`,
    };
  }
  if (failed >= thresholds.failingErrorShare) {
    return { health: 'failing', detail: figures };
  }
  return {
    health: failed >= thresholds.degradedErrorShare ? 'degraded' : 'ok',
    detail: figures,
  };
}

function byTraffic(input: QuestionInput, totals: Totals | undefined): Verdict {
  if (!totals) {
    return {
      health: 'unknown',
      detail: `Traffic is unknown: ${whyUnknown(input)}`,
    };
  }
  if (totals.requestRate > 0) {
    return byErrors(totals, input);
  }
  return totals.byteRate > 0
    ? { health: 'ok', detail: `${rate(totals.byteRate, 'B/s')} over TCP` }
    : { health: 'idle', detail: `No traffic in ${windowText(input.window)}` };
}

const readinessBecause = ({ ref, ready, desired }: Workload): Because => ({
  object: ref,
  field: 'status.readyReplicas',
  says:
    ready === undefined
      ? 'Its readiness is not known.'
      : `${ready} of ${desired ?? ready} pods are ready.`,
});

const WORST_FIRST: Health[] = ['failing', 'degraded', 'ok', 'idle', 'unknown'];

function worstOf(readiness: Verdict | undefined, traffic: Verdict): Verdict {
  return readiness &&
    WORST_FIRST.indexOf(readiness.health) < WORST_FIRST.indexOf(traffic.health)
    ? readiness
    : traffic;
}

/**
 * Judges a service by the readiness of its pods and by the share of its requests that fail; below the minimum number
 * of requests of the configuration, errors are not judged.
 * @param totals - undefined without telemetry
 */
export function healthOf(
  input: QuestionInput,
  service: MeshService,
  totals: Totals | undefined,
): Judgement {
  const { degradedErrorShare, failingErrorShare } = input.thresholds;
  const traffic = byTraffic(input, totals);
  return {
    ...worstOf(byReadiness(service.workloads), traffic),
    because: [
      ...service.workloads.map(readinessBecause),
      {
        says: `${traffic.detail}. Degraded from ${share(
          degradedErrorShare,
        )}, failing from ${share(failingErrorShare)}.`,
        query: `istio_requests_total{destination_service="${service.host}"}`,
      },
    ],
  };
}

/** The same of a workload that no service selects; most call others and serve nobody. */
export function healthOfWorkload(
  input: QuestionInput,
  workload: Workload,
  totals: Totals | undefined,
): Judgement {
  return {
    ...worstOf(byReadiness([workload]), byTraffic(input, totals)),
    because: [readinessBecause(workload)],
  };
}
