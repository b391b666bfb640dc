import { useEffect, useState, type ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { EmptyState } from '../EmptyState';
import { ErrorState } from '../ErrorState';
import { MeshControls } from '../MeshControls';
import type { MeshView } from './MeshView';

const CALM = {
  '@media (prefers-reduced-motion: reduce)': {
    '& *': { animation: 'none !important', transition: 'none !important' },
  },
};

/** Environment, window and refresh of what is below it; the first environment that may be read when the URL names none. */
export function MeshScope({
  navigation,
  children,
}: {
  navigation?: ReactNode;
  children: (view: MeshView) => ReactNode;
}) {
  const api = useApi(serviceMeshApiRef);
  const [pausedText, setPausedText] = useUrlState('paused');
  const paused = pausedText !== '';
  const [answeredAt, setAnsweredAt] = useState<Date>();
  const { data, error, retry } = useMeshQuery(
    'environments',
    signal => api.environments(signal),
    { paused },
  );
  const [environment, setEnvironment] = useUrlState('environment');
  const [window, setWindow] = useUrlState('window', '15m');
  const preferred = data?.find(({ readable }) => readable)?.name;
  useEffect(() => {
    if (!environment && preferred) {
      setEnvironment(preferred);
    }
  }, [environment, preferred, setEnvironment]);

  if (!data) {
    return error ? (
      <ErrorState error={error} onRetry={retry} />
    ) : (
      <Box aria-busy aria-label="Loading" role="status">
        <Skeleton height={56} />
        <Skeleton height={56} width="40%" />
      </Box>
    );
  }
  if (data.length === 0) {
    return (
      <EmptyState title="No environment is configured">
        Name your meshes under <code>serviceMesh.environments</code> in the
        configuration of the portal.
      </EmptyState>
    );
  }
  if (!environment && !preferred) {
    return (
      <EmptyState title="There is no environment that you may read">
        {data[0].denied}
      </EmptyState>
    );
  }
  return (
    <Box sx={CALM}>
      <MeshControls
        environments={data}
        environment={environment}
        onEnvironment={setEnvironment}
        window={window}
        onWindow={setWindow}
        paused={paused}
        onPaused={next => setPausedText(next ? 'yes' : '')}
        answeredAt={answeredAt}
      />
      {navigation}
      {environment &&
        children({ environment, window, paused, onAnswer: setAnsweredAt })}
    </Box>
  );
}
