import { Link } from '@backstage/core-components';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ChangeDetail } from '@ecotrack/backstage-plugin-service-mesh-common';
import { Age } from '../Age';
import { Answer } from '../Answer';
import { DiffView, EffectView, PreviewTabs } from '../ChangePreview';
import { ChangeStateMark, PersonLink, PullRequestLink } from '../Changes';
import { servicePath, useMeshLink } from '../MeshPage/useMeshLink';
import { Panel } from '../Panel';
import { ChangeActions } from './ChangeActions';
import { Conflicts } from './Conflicts';
import { Events } from './Events';
import { FollowService } from './FollowService';
import { HostChecks } from './HostChecks';
import { Parameters } from './Parameters';
import { Related } from './Related';
import { Reviews } from './Reviews';
import { Timeline } from './Timeline';

function Head({ change }: { change: ChangeDetail }) {
  const link = useMeshLink();
  const { title, says, service, environment, requester, owner } = change;
  return (
    <Box>
      <Answer>{`${title}. ${says}`}</Answer>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, mt: 1 }}>
        <ChangeStateMark change={change} />
        {service && (
          <Link to={link(servicePath(service.namespace, service.name))}>
            {service.name} in {service.namespace}
          </Link>
        )}
        <span>{environment}</span>
        <span>
          Pull request: <PullRequestLink change={change} />
        </span>
        <span>
          Asked for by <PersonLink name={requester} />,{' '}
          <Age time={change.createdAt} />
        </span>
        {owner && (
          <span>
            Owner: <PersonLink name={owner} />
          </span>
        )}
      </Box>
      {change.reason && <Typography sx={{ mt: 1 }}>{change.reason}</Typography>}
    </Box>
  );
}

function Trouble({
  change: { problem, overdue, expiresAt },
}: {
  change: ChangeDetail;
}) {
  return (
    <>
      {problem && (
        <Alert severity="warning">
          {problem.says}
          {problem.since && (
            <>
              {' '}
              Since <Age time={problem.since} />.
            </>
          )}
          {problem.retryAt && (
            <>
              {' '}
              Tried again <Age time={problem.retryAt} />.
            </>
          )}
        </Alert>
      )}
      {expiresAt && (
        <Alert severity={overdue ? 'error' : 'info'}>
          {overdue
            ? 'It should have been taken back '
            : 'It shall be taken back '}
          <Age time={expiresAt} />.
        </Alert>
      )}
    </>
  );
}

/** Everything about one change: where it is, what it does, and what may be done with it. */
export function ChangeFacts({
  change,
  onMoved,
}: {
  change: ChangeDetail;
  onMoved: () => void;
}) {
  const { repository, base, branch } = change;
  return (
    <Stack spacing={2}>
      <Head change={change} />
      <Trouble change={change} />
      <Related change={change} />
      <FollowService change={change} />
      <Timeline stages={change.stages} />
      <ChangeActions change={change} onMoved={onMoved} />
      <Conflicts conflicts={change.conflicts} />
      <Panel title="What it does">
        <PreviewTabs
          tabs={[
            {
              id: 'effect',
              title: 'Effect',
              content: <EffectView effect={change.effect} />,
            },
            {
              id: 'diff',
              title: `Diff (${change.files.length})`,
              content: <DiffView files={change.files} />,
            },
            {
              id: 'parameters',
              title: 'Parameters',
              content: <Parameters change={change} />,
            },
          ]}
        />
      </Panel>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))',
        }}
      >
        <Panel title="Repository">
          <Box sx={{ overflowWrap: 'anywhere' }}>
            <Link to={repository} underline="always">
              {repository}
            </Link>
            <div>
              <code>{branch}</code> into <code>{base}</code>
            </div>
          </Box>
        </Panel>
        <HostChecks checks={change.checks} />
        <Reviews reviews={change.reviews} />
      </Box>
      <Events events={change.events} />
    </Stack>
  );
}
