import { lazy, Suspense } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import type { Overview } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { formatRate, formatShare } from '../../lib/format';
import { healthTone } from '../../lib/tones';
import { Age } from '../Age';
import { Answer } from '../Answer';
import { ChangeCounts } from '../Changes';
import { Figure } from '../Figure';
import { useMeshLink } from '../MeshPage';
import type { MeshView } from '../MeshScope';
import { Panel } from '../Panel';
import { ProblemList } from '../ProblemList';
import { QueryState } from '../QueryState';
import { Sparkline } from '../Sparkline';
import { StatusMark } from '../StatusMark';
import { UnknownValue } from '../UnknownValue';
import { AlertList } from './AlertList';
import { ControlPlane } from './ControlPlane';
import { RecentChanges } from './RecentChanges';
import { ServiceCounts } from './ServiceCounts';

const SmallTopology = lazy(() => import('./SmallTopology'));

function Traffic({ requests }: Pick<Overview, 'requests'>) {
  const { rate, errorShare, rateSeries, errorSeries } = requests;
  return (
    <Panel title="Requests">
      <Box sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: 1 }}>
        <Figure value={rate} format={formatRate} />
        <Sparkline points={rateSeries} label="Requests in the last hour" />
        <Figure
          value={errorShare}
          format={share => `${formatShare(share)} errors`}
        />
        <Sparkline
          points={errorSeries}
          label="Share of errors in the last hour"
          tone="bad"
        />
      </Box>
    </Panel>
  );
}

function Encryption({ encryption, certificates }: Overview) {
  const link = useMeshLink();
  const { mtlsShare, services } = encryption;
  const all = Object.values(services).reduce((sum, count) => sum + count, 0);
  return (
    <Panel title="Encryption" action={<Link to={link('mtls')}>See mTLS</Link>}>
      <Box>
        <Figure
          value={mtlsShare}
          format={share =>
            `${formatShare(share)} of requests encrypted (observed)`
          }
          reason="no traffic that a server counted"
        />
      </Box>
      <Box>
        strict {services.strict}/{all} services (configured)
      </Box>
      <Box>
        Certificates:{' '}
        {certificates.next?.expiresAt ? (
          <>
            next expiry <Age time={certificates.next.expiresAt} />
          </>
        ) : (
          <UnknownValue />
        )}
        {certificates.unknown > 0 && ` · ${certificates.unknown} unknown`}
      </Box>
    </Panel>
  );
}

function Answered({ overview, view }: { overview: Overview; view: MeshView }) {
  const link = useMeshLink();
  const { problems, canaries, findings } = overview;
  return (
    <>
      <Answer>{overview.answer}</Answer>
      <Panel title="Needs you">
        {problems.length > 0 ? (
          <ProblemList problems={problems} />
        ) : (
          <StatusMark tone="good" label="Nothing" />
        )}
      </Panel>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))',
        }}
      >
        <ServiceCounts overview={overview} />
        <Traffic requests={overview.requests} />
        <Encryption {...overview} />
        <Panel
          title="Canaries"
          action={<Link to={link('canaries')}>See canaries</Link>}
        >
          {canaries.running} running,{' '}
          <StatusMark
            tone={canaries.trouble > 0 ? 'warning' : healthTone.ok}
            label={`${canaries.trouble} in trouble`}
          />
        </Panel>
        <Panel
          title="Findings"
          action={<Link to={link('findings')}>See findings</Link>}
        >
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
            <StatusMark
              tone={findings.error > 0 ? 'bad' : 'good'}
              label={`${findings.error} errors`}
            />
            <StatusMark
              tone={findings.warning > 0 ? 'warning' : 'good'}
              label={`${findings.warning} warnings`}
            />
            {findings.info > 0 && <span>{findings.info} notes</span>}
            {findings.accepted > 0 && <span>{findings.accepted} accepted</span>}
          </Box>
        </Panel>
        <ChangeCounts view={view} />
        <ControlPlane components={overview.controlPlane} />
        <AlertList alerts={overview.alerts} />
      </Box>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '2fr 1fr' },
        }}
      >
        <Suspense fallback={<Skeleton height={340} />}>
          <SmallTopology view={view} />
        </Suspense>
        <RecentChanges changes={overview.changes} />
      </Box>
    </>
  );
}

/** What is wrong now and where, worst first. */
export function OverviewPage({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const query = useMeshQuery(
    `overview ${view.environment} ${view.window}`,
    signal => api.overview(view, signal),
    view,
  );
  return (
    <QueryState query={query}>
      {overview => (
        <Stack spacing={2}>
          <Answered overview={overview} view={view} />
        </Stack>
      )}
    </QueryState>
  );
}
