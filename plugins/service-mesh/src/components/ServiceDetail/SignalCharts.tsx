import Box from '@mui/material/Box';
import type { Signals } from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatLatency, formatRate, formatShare } from '../../lib/format';
import { Panel } from '../Panel';
import { LineChart } from './LineChart';

const nameOf = ({ version }: Signals) => version ?? 'all';

/** Golden signals: the whole service first, then each version where there are several. */
export function SignalCharts({ signals }: { signals: readonly Signals[] }) {
  const shown = signals.length === 2 ? signals.slice(0, 1) : signals;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
      }}
    >
      <Panel title="Requests">
        <LineChart
          title="Requests"
          format={formatRate}
          lines={shown.map(signal => ({
            name: nameOf(signal),
            value: signal.requestRate,
            points: signal.rateSeries,
          }))}
        />
      </Panel>
      <Panel title="Errors">
        <LineChart
          title="Errors"
          format={formatShare}
          lines={shown.map(signal => ({
            name: nameOf(signal),
            value: signal.errorShare,
            points: signal.errorSeries,
          }))}
        />
      </Panel>
      <Panel title="Mean latency">
        <LineChart
          title="Mean latency"
          format={formatLatency}
          lines={shown.map(signal => ({
            name: nameOf(signal),
            value: signal.latencySeries.at(-1)?.value,
            points: signal.latencySeries,
          }))}
        />
      </Panel>
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
