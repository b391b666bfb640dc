import { numberText } from './numberText';
import type { Labels, SeriesStore } from './series';

const escape = (text: string) =>
  text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

function labelText({ __name__, ...labels }: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escape(value)}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

/** Metrics that only Prometheus itself makes, so no target exposes them. */
const RECORDED = ['ALERTS', 'ALERTS_FOR_STATE', 'up'];

/** The page that a real Prometheus scrapes; time in milliseconds. */
export function textExposition(store: SeriesStore, now: number): string {
  const lines: string[] = [];
  for (const name of store.names.filter(known => !RECORDED.includes(known))) {
    lines.push(`# TYPE ${name} untyped`);
    for (const series of store.all(name)) {
      const value = series.sampleAt(now);
      if (value !== undefined) {
        lines.push(`${name}${labelText(series.labels)} ${numberText(value)}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Type of a metric and the name of its family, by the rules of OpenMetrics. */
function familyOf(name: string): string {
  return name.endsWith('_total')
    ? `${name.slice(0, -'_total'.length)} counter`
    : `${name} unknown`;
}

/** Samples of a time range for `promtool tsdb create-blocks-from openmetrics`; times in milliseconds. */
export function* openMetrics(
  store: SeriesStore,
  start: number,
  end: number,
): Iterable<string> {
  for (const name of store.names) {
    yield `# TYPE ${familyOf(name)}\n`;
    for (const series of store.all(name)) {
      const labels = labelText(series.labels);
      const { times, values } = series.samples(start, end);
      yield times
        .map(
          (at, index) =>
            `${name}${labels} ${numberText(values[index])} ${at / 1000}\n`,
        )
        .join('');
    }
  }
  yield '# EOF\n';
}
