import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { WorkloadReadiness } from '@ecotrack/backstage-plugin-service-mesh-common';
import { DataTable, type Column } from '../DataTable';
import { servicePath, useMeshLink } from '../MeshPage/useMeshLink';
import type { MeshView } from '../MeshScope';
import { StatusMark } from '../StatusMark';
import { MendLink } from './MendLink';
import { MEMBERSHIPS, READINESS_STATES } from './readinessStates';
import { WorkloadDetails } from './WorkloadDetails';

function Services({ namespace, services }: WorkloadReadiness) {
  const link = useMeshLink();
  return services.length === 0 ? (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      none
    </Box>
  ) : (
    <>
      {services.map((service, index) => (
        <span key={service}>
          {index > 0 && ', '}
          <Link to={link(servicePath(namespace, service))}>{service}</Link>
        </span>
      ))}
    </>
  );
}

const countColumn = (
  id: 'blocked' | 'warning' | 'unknown',
  title: string,
): Column<WorkloadReadiness> => ({
  id,
  title,
  numeric: true,
  value: ({ counts }) => counts[id],
  render: ({ counts }) => counts[id],
});

const COLUMNS: Column<WorkloadReadiness>[] = [
  {
    id: 'workload',
    title: 'Workload',
    value: ({ namespace, name }) => `${namespace}/${name}`,
    render: ({ namespace, kind, name }) => (
      <>
        {name}{' '}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {kind} {namespace}
        </Box>
      </>
    ),
  },
  {
    id: 'services',
    title: 'Services',
    render: workload => <Services {...workload} />,
  },
  {
    id: 'mesh',
    title: 'Mesh',
    value: ({ mesh }) => MEMBERSHIPS[mesh].rank,
    render: ({ mesh }) => (
      <StatusMark
        tone={MEMBERSHIPS[mesh].tone}
        label={MEMBERSHIPS[mesh].label}
      />
    ),
  },
  {
    id: 'state',
    title: 'Worst',
    value: ({ state }) => READINESS_STATES[state].rank,
    render: ({ state, worst }) => (
      <>
        <StatusMark
          tone={READINESS_STATES[state].tone}
          label={READINESS_STATES[state].label}
        />{' '}
        {worst}
      </>
    ),
  },
  countColumn('blocked', 'In its way'),
  countColumn('warning', 'Warnings'),
  countColumn('unknown', 'Not known'),
  {
    id: 'onboard',
    title: 'Next',
    render: ({ name, onboard }) =>
      onboard && <MendLink mend={onboard} about={name} />,
  },
];

/** Workloads, those outside first; a row opens to what was looked at. */
export function WorkloadTable({
  view,
  rows,
}: {
  view: MeshView;
  rows: readonly WorkloadReadiness[];
}) {
  return (
    <DataTable
      id="workloads"
      label="Workloads and how ready they are"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ namespace, kind, name }) => `${namespace}/${kind}/${name}`}
      rowName={({ name }) => name}
      details={workload => <WorkloadDetails view={view} workload={workload} />}
    />
  );
}
