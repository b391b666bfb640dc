import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Change } from '@ecotrack/backstage-plugin-service-mesh-common';
import { Age } from '../Age';
import { DataTable, type Column } from '../DataTable';
import { changePath, servicePath, useMeshLink } from '../MeshPage/useMeshLink';
import { changeStates } from './changeStates';
import { ChangeStateMark } from './ChangeStateMark';
import { PersonLink } from './PersonLink';
import { PullRequestLink } from './PullRequestLink';

/** Changes, each with its state, what it waits for, and its pull request. */
export function ChangesTable({
  changes,
  isOfService = false,
}: {
  changes: readonly Change[];
  /** All are of one service in one environment, which need not be said. */
  isOfService?: boolean;
}) {
  const link = useMeshLink();
  const place: Column<Change>[] = [
    {
      id: 'service',
      title: 'Service',
      value: ({ service }) =>
        service ? `${service.namespace}/${service.name}` : null,
      render: ({ service, environment }) =>
        service && (
          <>
            <Link
              to={link(servicePath(service.namespace, service.name), {
                environment,
              })}
            >
              {service.name}
            </Link>{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {service.namespace}
            </Box>
          </>
        ),
    },
    {
      id: 'environment',
      title: 'Environment',
      value: ({ environment }) => environment,
      render: ({ environment }) => environment,
    },
  ];
  const columns: Column<Change>[] = [
    {
      id: 'title',
      title: 'Change',
      value: ({ title }) => title,
      render: ({ id, title, environment }) => (
        <Link to={link(changePath(id), { environment })} underline="always">
          {title}
        </Link>
      ),
    },
    ...(isOfService ? [] : place),
    {
      id: 'state',
      title: 'State',
      value: ({ state }) => Object.keys(changeStates).indexOf(state),
      render: change => <ChangeStateMark change={change} />,
    },
    {
      id: 'says',
      title: 'Now',
      render: ({ says, problem }) => problem?.says ?? says,
    },
    {
      id: 'requester',
      title: 'Asked for by',
      value: ({ requester }) => requester,
      render: ({ requester }) => <PersonLink name={requester} />,
    },
    {
      id: 'age',
      title: 'Age',
      value: ({ createdAt }) => -Date.parse(createdAt),
      render: ({ createdAt }) => <Age time={createdAt} />,
    },
    {
      id: 'pullRequest',
      title: 'Pull request',
      value: ({ pullRequest }) => pullRequest?.number ?? null,
      render: change => <PullRequestLink change={change} />,
    },
  ];
  return (
    <DataTable
      id="changes"
      label="Changes"
      columns={columns}
      rows={changes}
      rowKey={({ id }) => id}
    />
  );
}
