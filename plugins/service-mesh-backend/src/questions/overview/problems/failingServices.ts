import type {
  Problem,
  ServiceSummary,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Series } from '../../../sources/telemetry/types';
import type { FurtherReadings, QuestionInput } from '../../input';
import { errorShares, errorStreak } from '../../since/errorStreak';
import { share } from '../../wording/figures';

const lostRate = ({ errorShare, requestRate }: ServiceSummary) =>
  (errorShare ?? 0) * (requestRate ?? 0);

function problemOf(
  input: QuestionInput,
  service: ServiceSummary,
  { series }: FurtherReadings,
): Problem {
  const { namespace, name, health, errorShare, detail } = service;
  const { degradedErrorShare } = input.thresholds;
  const host = input.mesh.service(namespace, name)?.host;
  const because = [
    {
      says: `${detail}.`,
      query: host && `istio_requests_total{destination_service="${host}"}`,
    },
  ];
  const common = {
    id: `failing-service/${namespace}/${name}`,
    severity:
      health === 'failing' ? ('critical' as const) : ('warning' as const),
    kind: 'failing-service' as const,
    subject: { kind: 'service' as const, namespace, name },
    title: name,
    because,
  };
  if ((errorShare ?? 0) < degradedErrorShare) {
    return { ...common, detail };
  }
  const ofHost = (list: readonly Series[] | undefined) =>
    list?.find(({ labels }) => labels.host === host);
  const { since, usual } = errorStreak(
    errorShares(ofHost(series?.requests), ofHost(series?.errors)),
    degradedErrorShare,
  );
  return {
    ...common,
    detail: `errors ${share(errorShare ?? 0)}${
      usual === undefined ? '' : ` (usually ${share(usual)})`
    }`,
    since: since?.toISOString(),
  };
}

/** Services that fail or are degraded, those that lose most requests first. */
export function failingServices(
  input: QuestionInput,
  services: readonly ServiceSummary[],
  readings: FurtherReadings,
): Problem[] {
  return services
    .filter(({ health }) => health === 'failing' || health === 'degraded')
    .sort((a, b) => lostRate(b) - lostRate(a))
    .map(service => problemOf(input, service, readings));
}
