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

function alert(labels: Record<string, string>, since: number): SeriesLevel[] {
  return [
    gauge('ALERTS', { alertstate: 'firing', ...labels }, time =>
      time >= since + PENDING ? 1 : undefined,
    ),
    gauge('ALERTS_FOR_STATE', labels, Math.round(since / 1000)),
  ];
}

/**
 * Alerts that fire after a minute: services that fail, and certificates that are not rotated.
 * @param failingSince - when each failing host began to fail, in milliseconds
 */
export function alertLevels(
  mesh: Mesh,
  faults: readonly Fault[],
  failing: ReadonlyMap<string, Flow['service']>,
  failingSince: ReadonlyMap<string, number>,
): SeriesLevel[] {
  return [
    ...[...failing].flatMap(([host, { namespace, name }]) =>
      alert(
        {
          alertname: 'MeshHighErrorRate',
          severity: 'critical',
          namespace,
          destination_service_name: name,
        },
        failingSince.get(host) ?? 0,
      ),
    ),
    ...faults
      .filter(({ kind }) => kind === 'expiring-certificate')
      .flatMap(fault =>
        faultyWorkloads(mesh, fault).flatMap(({ pods }) =>
          pods.flatMap(pod =>
            alert(
              {
                alertname: 'CertificateExpiring',
                severity: 'warning',
                namespace: pod.ref.namespace ?? '',
                pod: pod.ref.name,
              },
              fault.since,
            ),
          ),
        ),
      ),
  ];
}
