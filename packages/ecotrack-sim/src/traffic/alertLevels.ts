import type { Flow } from './flows';
import type { Level } from './levels';

const ERROR_SHARE = 0.05;

/** Alerts that the rules of the examples would fire: services with more than 5 % errors. */
export function alertLevels(
  flows: readonly Flow[],
  activeSince: (key: string) => number,
): Level[] {
  const totals = new Map<
    string,
    { flow: Flow; rate: number; errors: number }
  >();
  for (const flow of flows) {
    if (flow.protocol === 'http' && flow.service.kind === 'service') {
      const total = totals.get(flow.service.host) ?? {
        flow,
        rate: 0,
        errors: 0,
      };
      total.rate += flow.rate;
      total.errors += flow.rate * (flow.unreachable ? 1 : flow.errorShare);
      totals.set(flow.service.host, total);
    }
  }
  return [...totals.values()]
    .filter(({ rate, errors }) => errors / rate > ERROR_SHARE)
    .flatMap(({ flow: { service } }): Level[] => {
      const labels = {
        alertname: 'MeshHighErrorRate',
        severity: 'critical',
        namespace: service.namespace,
        destination_service_name: service.name,
      };
      const since = Math.round(activeSince(service.host) / 1000);
      return [
        {
          labels: { __name__: 'ALERTS', alertstate: 'firing', ...labels },
          kind: 'gauge',
          level: 1,
        },
        {
          labels: { __name__: 'ALERTS_FOR_STATE', ...labels },
          kind: 'gauge',
          level: since,
        },
      ];
    });
}
