import Box from '@mui/material/Box';
import type {
  Point,
  Signals,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatLatency, formatRate, formatShare } from '../../lib/format';
import type { Tone } from '../../lib/tones';
import { Panel } from '../Panel';
import { Sparkline } from '../Sparkline';
import { UnknownValue } from '../UnknownValue';

interface Line {
  name: string;
  value: string;
  points: readonly Point[];
}

function Chart({
  title,
  lines,
  tone,
}: {
  title: string;
  lines: readonly Line[];
  tone?: Tone;
}) {
  return (
    <Panel title={title}>
      {lines.map(({ name, value, points }) => (
        <Box
          key={name}
          sx={{
            display: 'grid',
            gridTemplateColumns: 'minmax(60px, auto) minmax(90px, auto) 1fr',
            gap: 1,
            alignItems: 'center',
            fontVariantNumeric: 'tabular-nums',
          }}
        >
          <span>{name}</span>
          <span>{value === 'unknown' ? <UnknownValue /> : value}</span>
          <Sparkline
            points={points}
            label={`${title} of ${name} in the last hour`}
            tone={tone}
            width={180}
            height={36}
          />
        </Box>
      ))}
    </Panel>
  );
}

const nameOf = ({ version }: Signals) => version ?? 'all';

/** Golden signals: the whole service first, then each version. */
export function SignalCharts({ signals }: { signals: readonly Signals[] }) {
  const shown = signals.length === 2 ? signals.slice(0, 1) : signals;
  const timed = signals.filter(({ latencySeries }) => latencySeries.length > 0);
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))',
      }}
    >
      <Chart
        title="Requests"
        lines={shown.map(signal => ({
          name: nameOf(signal),
          value: formatRate(signal.requestRate),
          points: signal.rateSeries,
        }))}
      />
      <Chart
        title="Errors"
        tone="bad"
        lines={shown.map(signal => ({
          name: nameOf(signal),
          value: formatShare(signal.errorShare),
          points: signal.errorSeries,
        }))}
      />
      <Chart
        title="Mean latency"
        lines={timed.map(signal => ({
          name: nameOf(signal),
          value: formatLatency(signal.latencySeries.at(-1)?.value),
          points: signal.latencySeries,
        }))}
      />
      <Panel title="Percentiles">
        {shown.map(signal => (
          <div key={nameOf(signal)}>
            {nameOf(signal)}: p50 {formatLatency(signal.p50)}, p95{' '}
            {formatLatency(signal.p95)}, p99 {formatLatency(signal.p99)}
          </div>
        ))}
      </Panel>
    </Box>
  );
}
