import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import { MeshScope, type MeshView } from '../MeshScope';
import { MeshTabs } from './MeshTabs';
import { useMeshSearch } from './useMeshLink';

const OverviewPage = lazy(() => import('../Overview'));
const TopologyPage = lazy(() => import('../Topology'));
const MtlsPage = lazy(() => import('../Mtls'));
const CanariesPage = lazy(() => import('../Canaries'));
const AccessPage = lazy(() => import('../Access'));
const CatalogReportPage = lazy(() => import('../CatalogReport'));
const ChangesPage = lazy(() => import('../Changes'));
const ChangeFormPage = lazy(() => import('../ChangeForm'));
const ChangePage = lazy(() => import('../Change'));
const FindingsPage = lazy(() => import('../Findings'));
const OnboardingPage = lazy(() => import('../Onboarding'));
const MeshObjectPage = lazy(() => import('../MeshObject'));
const ServicePage = lazy(() => import('../ServiceDetail'));

function Pages({ view }: { view: MeshView }) {
  const search = useMeshSearch();
  return (
    <Suspense fallback={<CircularProgress aria-label="Loading the page" />}>
      <Routes>
        <Route path="overview" element={<OverviewPage view={view} />} />
        <Route path="topology" element={<TopologyPage view={view} />} />
        <Route path="mtls" element={<MtlsPage view={view} />} />
        <Route path="canaries" element={<CanariesPage view={view} />} />
        <Route path="access" element={<AccessPage view={view} />} />
        <Route path="catalog" element={<CatalogReportPage view={view} />} />
        <Route path="changes" element={<ChangesPage view={view} />} />
        <Route path="changes/new" element={<ChangeFormPage view={view} />} />
        <Route path="changes/:id" element={<ChangePage view={view} />} />
        <Route path="findings" element={<FindingsPage view={view} />} />
        <Route path="onboarding" element={<OnboardingPage view={view} />} />
        <Route path="object" element={<MeshObjectPage view={view} />} />
        <Route
          path="services/:namespace/:service"
          element={<ServicePage view={view} />}
        />
        <Route
          path="*"
          element={<Navigate to={{ pathname: 'overview', search }} replace />}
        />
      </Routes>
    </Suspense>
  );
}

/** The pages of the mesh under one header: environment, window, freshness and tabs. */
export function MeshPage() {
  return (
    <Box sx={{ px: { xs: 1.5, md: 3 }, pb: 3 }}>
      <MeshScope navigation={<MeshTabs />}>
        {view => <Pages view={view} />}
      </MeshScope>
    </Box>
  );
}
