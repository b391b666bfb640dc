import type { Mesh } from '@ecotrack/mesh-engine';
import { faultyWorkloads } from '../faults/faultyWorkloads';
import type { Fault } from '../faults/types';
import type { Flow } from './flows';
import { gauge, type SeriesLevel } from './levels';

const ERROR_SHARE = 0.05;
const PENDING = 60_000;

/** Services that answer more than 5 % of their requests with errors, by host. */
export function failingServices(
  flows: readonly Flow[],
): Map<string, Flow['service']> {
  const totals = new Map<Flow['service'], { rate: number; errors: number }>();
  for (const { service, protocol, rate, errorShare, unreachable } of flows) {
    if (protocol !== 'tcp' && service.kind === 'service') {
      const total = totals.get(service) ?? { rate: 0, errors: 0 };
      total.rate += rate;
      total.errors += rate * (unreachable ? 1 : errorShare);
      totals.set(service, total);
    }
  }
  return new Map(
    [...totals]
      .filter(([, { rate, errors }]) => errors / rate > ERROR_SHARE)
      .map(([service]) => [service.host, service]),
  );
}

interface AlertRule {
  alert: string;
  expr: string;
  labels: Record<string, string>;
}

/** The alerting rules of the cluster whose name ends so. */
function rulesNamed(mesh: Mesh, ending: string): AlertRule[] {
  return mesh
    .objects('PrometheusRule', 'monitoring.coreos.com')
    .flatMap(
      ({ spec }) => (spec as { groups: { rules: AlertRule[] }[] }).groups,
    )
    .flatMap(({ rules }) => rules)
    .filter(({ alert }) => alert?.endsWith(ending));
}

/** Whether the matchers of a rule on a label let a value through; a rule without one lets all through. */
function watches({ expr }: AlertRule, label: string, value: string): boolean {
  const matchers = [
    ...expr.matchAll(new RegExp(`[{,]${label}(=~|=)"([^"]*)"`, 'g')),
  ];
  return matchers.every(([, operator, wanted]) =>
    operator === '='
      ? wanted === value
      : new RegExp(`^(?:${wanted})$`).test(value),
  );
}

function firing(
  { alert, labels }: AlertRule,
  own: Record<string, string>,
  since: number,
): SeriesLevel[] {
  const all = { alertname: alert, ...labels, ...own };
  return [
    gauge('ALERTS', { alertstate: 'firing', ...all }, time =>
      time >= since + PENDING ? 1 : undefined,
    ),
    gauge('ALERTS_FOR_STATE', all, Math.round(since / 1000)),
  ];
}

/**
 * What the cluster's rules on error rates and on certificates fire after a minute.
 * @param failingSince - when each failing host began to fail, in milliseconds
 */
export function alertLevels(
  mesh: Mesh,
  faults: readonly Fault[],
  failing: ReadonlyMap<string, Flow['service']>,
  failingSince: ReadonlyMap<string, number>,
): SeriesLevel[] {
  const errors = rulesNamed(mesh, 'HighErrorRate').flatMap(rule =>
    [...failing].flatMap(([host, { namespace, name }]) =>
      watches(rule, 'destination_service_namespace', namespace) &&
      watches(rule, 'destination_service_name', name)
        ? firing(
            rule,
            {
              ...(rule.expr.includes('by (namespace') && { namespace }),
              ...(rule.expr.includes('by (destination_service_namespace') && {
                destination_service_namespace: namespace,
              }),
              destination_service_name: name,
            },
            failingSince.get(host) ?? 0,
          )
        : [],
    ),
  );
  const expiring = faults
    .filter(({ kind }) => kind === 'expiring-certificate')
    .flatMap(fault =>
      faultyWorkloads(mesh, fault)
        .flatMap(({ pods }) => pods)
        .map(({ ref }) => ({ fault, ref })),
    );
  const certificates = rulesNamed(mesh, 'CertificateExpiring').flatMap(rule =>
    expiring.flatMap(({ fault, ref }) =>
      watches(rule, 'namespace', ref.namespace ?? '') &&
      watches(rule, 'pod', ref.name)
        ? firing(
            rule,
            {
              namespace: ref.namespace ?? '',
              pod: ref.name,
              resource_name: 'default',
            },
            fault.since,
          )
        : [],
    ),
  );
  return [...errors, ...certificates];
}
