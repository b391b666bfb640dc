import { lazy, Suspense, useState } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { EmptyState } from '../EmptyState';
import { MeshControls } from '../MeshControls';
import { MeshTabs } from './MeshTabs';
import type { MeshView } from './MeshView';

const OverviewPage = lazy(() => import('../Overview'));
const TopologyPage = lazy(() => import('../Topology'));
const MtlsPage = lazy(() => import('../Mtls'));
const CanariesPage = lazy(() => import('../Canaries'));
const ServicePage = lazy(() => import('../ServiceDetail'));

/** The pages of the mesh under one header: environment, window, freshness and tabs. */
export function MeshPage() {
  const api = useApi(serviceMeshApiRef);
  const [paused, setPaused] = useState(false);
  const environments = useMeshQuery(
    'environments',
    signal => api.environments(signal),
    { paused },
  );
  const all = environments.data ?? [];
  const preferred = all.find(({ readable }) => readable)?.name ?? '';
  const [environment, setEnvironment] = useUrlState('environment');
  const [window, setWindow] = useUrlState('window', '15m');
  const view: MeshView = {
    environment: environment || preferred,
    window,
    paused,
  };
  const controls = (
    <MeshControls
      environments={all}
      environment={view.environment}
      onEnvironment={setEnvironment}
      window={window}
      onWindow={setWindow}
      paused={paused}
      onPaused={setPaused}
      updatedAt={environments.updatedAt}
    />
  );
  if (environments.data && all.length === 0) {
    return (
      <EmptyState title="No environment is configured">
        Name your meshes under <code>serviceMesh.environments</code> in the
        configuration of the portal.
      </EmptyState>
    );
  }
  return (
    <Box sx={{ px: { xs: 1.5, md: 3 }, pb: 3 }}>
      {controls}
      <MeshTabs />
      {view.environment ? (
        <Suspense fallback={<CircularProgress aria-label="Loading the page" />}>
          <Routes>
            <Route path="overview" element={<OverviewPage view={view} />} />
            <Route path="topology" element={<TopologyPage view={view} />} />
            <Route path="mtls" element={<MtlsPage view={view} />} />
            <Route path="canaries" element={<CanariesPage view={view} />} />
            <Route
              path="services/:namespace/:service"
              element={<ServicePage view={view} />}
            />
            <Route path="*" element={<Navigate to="overview" replace />} />
          </Routes>
        </Suspense>
      ) : (
        <CircularProgress aria-label="Loading the environments" />
      )}
    </Box>
  );
}
