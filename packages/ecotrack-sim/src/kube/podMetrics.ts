import type { KubeObject } from '@ecotrack/mesh-engine';
import { Evaluator } from '../prometheus/evaluate';
import { parseQuery } from '../prometheus/parse';
import type { SeriesStore } from '../prometheus/series';

const BY = 'by (namespace, pod, container)';
const CPU = parseQuery(
  `sum ${BY} (rate(container_cpu_usage_seconds_total[1m]))`,
);
const MEMORY = parseQuery(`sum ${BY} (container_memory_working_set_bytes)`);

/** What a metrics server would say about the pods; time in milliseconds. */
export function podMetrics(
  pods: readonly KubeObject[],
  series: SeriesStore,
  now: number,
): KubeObject[] {
  const evaluator = new Evaluator(series);
  const usage = new Map<string, Record<string, Record<string, string>>>();
  for (const [resource, query, unit, scale] of [
    ['cpu', CPU, 'n', 1e9],
    ['memory', MEMORY, 'Ki', 1 / 1024],
  ] as const) {
    const samples = evaluator.value(query, now);
    for (const { labels, value } of typeof samples === 'number'
      ? []
      : samples) {
      const key = `${labels.namespace}/${labels.pod}`;
      const containers = usage.get(key) ?? {};
      containers[labels.container] = {
        ...containers[labels.container],
        [resource]: `${Math.round(value * scale)}${unit}`,
      };
      usage.set(key, containers);
    }
  }
  return pods.flatMap(({ metadata: { namespace, name, labels } }) => {
    const containers = usage.get(`${namespace}/${name}`);
    return containers
      ? [
          {
            apiVersion: 'metrics.k8s.io/v1beta1',
            kind: 'PodMetrics',
            metadata: { namespace, name, labels },
            timestamp: new Date(now).toISOString(),
            window: '1m0s',
            containers: Object.entries(containers).map(([container, used]) => ({
              name: container,
              usage: used,
            })),
          },
        ]
      : [];
  });
}
