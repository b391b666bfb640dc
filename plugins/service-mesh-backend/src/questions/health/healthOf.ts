import type { MeshService } from '@ecotrack/mesh-engine';
import type {
  Because,
  Health,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../input';
import type { Totals } from '../traffic/calls';
import { rate, share } from '../wording/figures';
import { whyUnknown } from '../wording/why';

/** How a service is, in one sentence and with the evidence. */
export interface Judgement {
  health: Health;
  detail: string;
  because: Because[];
}

type Verdict = Pick<Judgement, 'health' | 'detail'>;

function byReadiness(service: MeshService): Verdict | undefined {
  const counted = service.workloads.filter(
    ({ desired, ready }) => (desired ?? 0) > 0 && ready !== undefined,
  );
  const ready = counted.reduce(
    (sum, workload) => sum + (workload.ready ?? 0),
    0,
  );
  const desired = counted.reduce(
    (sum, workload) => sum + (workload.desired ?? 0),
    0,
  );
  if (desired > 0 && ready === 0) {
    return { health: 'failing', detail: `None of ${desired} pods is ready` };
  }
  return ready < desired
    ? { health: 'degraded', detail: `${ready} of ${desired} pods are ready` }
    : undefined;
}

function byErrors(
  { requestRate, failedRate }: Totals,
  { thresholds, window }: QuestionInput,
): Verdict {
  const requests = requestRate * window.seconds;
  const failed = requestRate > 0 ? failedRate / requestRate : 0;
  const figures = `${share(failed)} of ${rate(requestRate)} fail`;
  if (requests < thresholds.minimumRequests) {
    return {
      health: 'ok',
      detail: `${Math.round(requests)} requests in ${
        window.text
      }, too few to judge errors`,
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

const ORDER: Health[] = ['failing', 'degraded', 'ok', 'idle', 'unknown'];

/** Judges a service by the readiness of its pods and by the share of its requests that fail. */
export function healthOf(
  input: QuestionInput,
  service: MeshService,
  totals: Totals | undefined,
): Judgement {
  const readiness = byReadiness(service);
  const hasTraffic = totals && (totals.requestRate > 0 || totals.byteRate > 0);
  const traffic: Verdict = !input.traffic
    ? {
        health: 'unknown',
        detail: whyUnknown(input.telemetry, input.window.text, input.now),
      }
    : !hasTraffic
    ? { health: 'idle', detail: `No traffic in ${input.window.text}` }
    : totals.requestRate > 0
    ? byErrors(totals, input)
    : { health: 'ok', detail: `${rate(totals.byteRate, 'B/s')} over TCP` };
  const worst =
    readiness && ORDER.indexOf(readiness.health) < ORDER.indexOf(traffic.health)
      ? readiness
      : traffic;
  return {
    ...worst,
    because: [
      ...service.workloads.map(({ ref, ready, desired }) => ({
        object: ref,
        field: 'status.readyReplicas',
        says:
          ready === undefined
            ? 'Its readiness is not known.'
            : `${ready} of ${desired ?? ready} pods are ready.`,
      })),
      {
        says: `${traffic.detail}. Degraded from ${share(
          input.thresholds.degradedErrorShare,
        )}, failing from ${share(input.thresholds.failingErrorShare)}.`,
        query: `istio_requests_total{destination_service="${service.host}"}`,
      },
    ],
  };
}
