import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { AccessRow } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import type { Tone } from '../../lib/tones';
import { Answer } from '../Answer';
import { ChoiceField } from '../ChoiceField';
import { DataTable, type Column } from '../DataTable';
import { EmptyState } from '../EmptyState';
import type { MeshView } from '../MeshScope';
import { QueryState } from '../QueryState';
import { SearchField, useSearch } from '../SearchField';
import { StatusMark } from '../StatusMark';
import { CallerTable } from './CallerTable';

const OPENNESS: Record<AccessRow['openness'], { tone: Tone; label: string }> = {
  anyone: { tone: 'warning', label: 'anybody, also from outside the mesh' },
  mesh: { tone: 'quiet', label: 'every workload of the mesh' },
  some: { tone: 'good', label: 'some' },
  nobody: { tone: 'quiet', label: 'nobody' },
  unknown: { tone: 'unknown', label: 'depends on the request' },
};

const COLUMNS: Column<AccessRow>[] = [
  {
    id: 'workload',
    title: 'Workload',
    value: ({ workload }) => workload,
    render: ({ workload, namespace }) => (
      <>
        {workload}{' '}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {namespace}
        </Box>
      </>
    ),
  },
  {
    id: 'port',
    title: 'Port',
    numeric: true,
    value: ({ port }) => port,
    render: ({ port, protocol }) =>
      port === null ? 'no service names one' : `${port} ${protocol ?? ''}`,
  },
  {
    id: 'open',
    title: 'Who may call, by policy',
    value: ({ openness }) => openness,
    render: ({ openness, isEntry }) => (
      <StatusMark
        label={OPENNESS[openness].label}
        tone={isEntry ? 'quiet' : OPENNESS[openness].tone}
      />
    ),
  },
  {
    id: 'allowed',
    title: 'Callers that may',
    render: ({ access }) =>
      access
        .filter(({ decision }) => decision !== 'deny')
        .map(({ callers, decision }) =>
          decision === 'allow' ? callers : `${callers} (some requests)`,
        )
        .join(', ') || 'none',
  },
  {
    id: 'policies',
    title: 'Policies',
    numeric: true,
    value: ({ policies }) => policies.length,
    render: ({ policies }) => policies.length,
  },
];

function Answered({ items }: { items: readonly AccessRow[] }) {
  const search = useSearch();
  const [namespace, setNamespace] = useUrlState('namespace');
  const shown = search(
    items.filter(row => !namespace || row.namespace === namespace),
    ({ workload, access }) =>
      [workload, ...access.map(({ callers }) => callers)].join(' '),
  );
  if (items.length === 0) {
    return (
      <EmptyState title="No workload is known">
        Who may call whom is told for every workload and port of the
        environment.
      </EmptyState>
    );
  }
  return (
    <Stack spacing={2}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <SearchField label="Search workloads and callers" />
        <ChoiceField
          label="Namespace"
          value={namespace}
          choices={[...new Set(items.map(row => row.namespace))].sort()}
          onChoice={setNamespace}
        />
      </Box>
      {shown.length === 0 ? (
        <EmptyState title="Nothing fits the filters">
          Change or clear them to see all {items.length} ports.
        </EmptyState>
      ) : (
        <DataTable
          id="access"
          label="Access by workload and port"
          columns={COLUMNS}
          rows={shown}
          rowKey={row => `${row.namespace}/${row.workload}:${row.port}`}
          rowName={({ workload, port }) => `${workload} port ${port}`}
          details={row => <CallerTable row={row} />}
        />
      )}
    </Stack>
  );
}

/** Who may call whom, by AuthorizationPolicies, and who was seen to. */
export function AccessPage({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const query = useMeshQuery(
    `access ${view.environment} ${view.window}`,
    signal => api.access(view, signal),
    view,
  );
  return (
    <QueryState query={query} rows={8}>
      {({ answer, items }) => (
        <Stack spacing={2}>
          <Answer>{answer}</Answer>
          <Answered items={items} />
        </Stack>
      )}
    </QueryState>
  );
}
