import type { WorkloadSummary } from '@ecotrack/backstage-plugin-service-mesh-common';
import { DataTable, type Column } from '../DataTable';
import { StatusMark } from '../StatusMark';
import { UnknownValue } from '../UnknownValue';

const COLUMNS: Column<WorkloadSummary>[] = [
  {
    id: 'name',
    title: 'Workload',
    value: ({ name }) => name,
    render: ({ kind, name }) => `${kind} ${name}`,
  },
  {
    id: 'version',
    title: 'Version',
    value: ({ version }) => version,
    render: ({ version }) => version,
  },
  {
    id: 'ready',
    title: 'Ready pods',
    render: ({ ready, desired }) => (
      <StatusMark
        tone={ready < desired ? 'bad' : 'good'}
        label={`${ready} of ${desired}`}
      />
    ),
  },
  {
    id: 'proxy',
    title: 'Proxy',
    render: ({ sidecar }) =>
      sidecar === 'unknown' ? <UnknownValue /> : sidecar,
  },
  {
    id: 'identity',
    title: 'Identity',
    render: ({ identity }) =>
      identity ?? <UnknownValue reason="no proxy, so no identity" />,
  },
];

/** What runs behind a service. */
export function WorkloadTable({
  workloads,
}: {
  workloads: readonly WorkloadSummary[];
}) {
  return (
    <DataTable
      id="workloads"
      label="Workloads"
      columns={COLUMNS}
      rows={workloads}
      rowKey={({ kind, name }) => `${kind} ${name}`}
    />
  );
}
