import { asList, asNumber, asRecord, asText } from '../resources/fields';
import { resolveDestination, type RouteContext } from './destinations';
import type { RouteActions, RouteMirror, RouteRetries } from './types';

type Fields = Readonly<Record<string, unknown>>;

const DEFAULT_RETRIES: RouteRetries = {
  attempts: 2,
  retryOn: 'connect-failure,refused-stream,unavailable,cancelled',
};

/** What a rule, or else the mesh configuration, or else Istio retries. */
export function retriesOf(policy: unknown, fallback?: Fields): RouteRetries {
  if (policy === undefined) {
    return fallback === undefined ? DEFAULT_RETRIES : retriesOf(fallback);
  }
  const { attempts, perTryTimeout, retryOn } = asRecord(policy);
  const count = asNumber(attempts) ?? 0;
  return count <= 0
    ? { attempts: 0 }
    : {
        attempts: count,
        perTryTimeout: asText(perTryTimeout),
        retryOn: asText(retryOn) || DEFAULT_RETRIES.retryOn,
      };
}

/** Destinations that a rule copies requests to, and the percentage of the requests. */
export function mirrorTargetsOf(
  rule: Fields,
): { destination: unknown; percentage: number }[] {
  const { mirror, mirrorPercentage, mirrorPercent, mirror_percent, mirrors } =
    rule;
  const share = (value: unknown) =>
    value === undefined ? 100 : asNumber(asRecord(value).value) ?? 0;
  const single =
    mirrorPercentage === undefined
      ? asNumber(mirrorPercent ?? mirror_percent) ?? 100
      : share(mirrorPercentage);
  return [
    ...(mirror ? [{ destination: mirror, percentage: single }] : []),
    ...asList(mirrors)
      .map(asRecord)
      .map(({ destination, percentage }) => ({
        destination,
        percentage: share(percentage),
      })),
  ];
}

function mirrorsOf(
  context: RouteContext,
  rule: Fields,
  port: number,
): RouteMirror[] {
  return mirrorTargetsOf(rule)
    .filter(({ percentage }) => percentage > 0)
    .map(({ destination, percentage }) => ({
      destination: resolveDestination(context, destination, 100, port),
      percentage,
    }));
}

/** What a rule does besides choosing destinations; without a rule what Istio does anyway. */
export function actionsOf(
  context: RouteContext,
  rule: Fields,
  port: number,
): RouteActions {
  const { timeout, retries, fault, rewrite, headers, corsPolicy } = rule;
  return {
    timeout: asText(timeout) ?? '0s',
    retries: retriesOf(retries, context.mesh.config.defaultHttpRetryPolicy),
    fault,
    mirrors: mirrorsOf(context, rule, port),
    rewrite,
    headers,
    corsPolicy,
  };
}
