import { SCRAPE_INTERVAL, type Labels, type SeriesStore } from './series';

const escape = (text: string) =>
  text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

function labelText({ __name__, ...labels }: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escape(value)}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

const number = (value: number) =>
  value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value);

/** Metrics that only Prometheus itself makes, so no target exposes them. */
const RECORDED = ['ALERTS', 'ALERTS_FOR_STATE', 'up'];

/** The page that a real Prometheus scrapes. */
export function textExposition(store: SeriesStore, now: number): string {
  const at = Math.floor(now / SCRAPE_INTERVAL) * SCRAPE_INTERVAL;
  const lines: string[] = [];
  for (const name of store.names.filter(known => !RECORDED.includes(known))) {
    lines.push(`# TYPE ${name} untyped`);
    for (const series of store.all(name)) {
      const value = series.sampleAt(at);
      if (value !== undefined) {
        lines.push(`${name}${labelText(series.labels)} ${number(value)}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Samples of a time range for `promtool tsdb create-blocks-from openmetrics`; times in milliseconds. */
export function* openMetrics(
  store: SeriesStore,
  start: number,
  end: number,
): Iterable<string> {
  const first = Math.ceil(start / SCRAPE_INTERVAL) * SCRAPE_INTERVAL;
  for (const name of store.names) {
    yield `# TYPE ${name} unknown\n`;
    for (const series of store.all(name)) {
      const labels = labelText(series.labels);
      let block = '';
      for (let at = first; at <= end; at += SCRAPE_INTERVAL) {
        const value = series.sampleAt(at);
        if (value !== undefined) {
          block += `${name}${labels} ${number(value)} ${at / 1000}\n`;
        }
      }
      yield block;
    }
  }
  yield '# EOF\n';
}
