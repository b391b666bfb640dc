import type { CanaryArm } from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatLatency, formatRate, formatShare } from '../../lib/format';
import { DataTable, type Column } from '../DataTable';
import { Figure } from '../Figure';

const COLUMNS: Column<CanaryArm>[] = [
  {
    id: 'version',
    title: 'Version',
    render: ({ version, workload, role }) =>
      `${version} (${role}${
        workload && workload !== version ? `, ${workload}` : ''
      })`,
  },
  {
    id: 'rate',
    title: 'Requests',
    numeric: true,
    value: ({ requestRate }) => requestRate,
    render: ({ requestRate }) => (
      <Figure value={requestRate} format={formatRate} />
    ),
  },
  {
    id: 'errors',
    title: 'Errors',
    numeric: true,
    value: ({ errorShare }) => errorShare,
    render: ({ errorShare }) => (
      <Figure value={errorShare} format={formatShare} />
    ),
  },
  {
    id: 'mean',
    title: 'Mean',
    numeric: true,
    value: ({ meanLatency }) => meanLatency,
    render: ({ meanLatency }) => (
      <Figure value={meanLatency} format={formatLatency} />
    ),
  },
  {
    id: 'p95',
    title: 'p95',
    numeric: true,
    value: ({ p95 }) => p95,
    render: ({ p95 }) => <Figure value={p95} format={formatLatency} />,
  },
  {
    id: 'ready',
    title: 'Ready pods',
    numeric: true,
    render: ({ ready, desired }) => `${ready ?? '?'} of ${desired ?? '?'}`,
  },
];

/** Error and latency of each version. */
export function ArmTable({
  service,
  arms,
}: {
  service: string;
  arms: readonly CanaryArm[];
}) {
  return (
    <DataTable
      id={`versions-${service}`}
      label={`Versions of ${service}`}
      columns={COLUMNS}
      rows={arms}
      rowKey={({ version, workload }) => `${version} ${workload ?? ''}`}
    />
  );
}
