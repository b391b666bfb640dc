import type { Mesh } from '@ecotrack/mesh-engine';

interface Rule {
  alert?: string;
  expr?: string | number;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

interface Group {
  name?: string;
  rules?: Rule[];
}

/** The alerting rules of the cluster, as Prometheus's API tells them. */
export function rulesOf(mesh: Mesh) {
  const groups = mesh
    .objects('PrometheusRule', 'monitoring.coreos.com')
    .flatMap(({ metadata, spec }) =>
      ((spec as { groups?: Group[] } | undefined)?.groups ?? []).map(group => ({
        name: group.name,
        file: `${metadata.namespace}-${metadata.name}.yaml`,
        interval: 15,
        rules: (group.rules ?? [])
          .filter(({ alert }) => alert !== undefined)
          .map(({ alert, expr, labels = {}, annotations = {} }) => ({
            type: 'alerting',
            name: alert,
            query: String(expr).trim(),
            labels,
            annotations,
            health: 'ok',
          })),
      })),
    );
  return { groups };
}
