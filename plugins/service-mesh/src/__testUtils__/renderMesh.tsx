import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { serviceMeshApiRef } from '../api/ServiceMeshApi';
import { MeshPage } from '../components/MeshPage';
import { rootRouteRef } from '../routes';
import { FakeServiceMeshApi } from './FakeServiceMeshApi';

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
}

/** Renders the pages of the mesh at an address. */
export function renderMesh(
  address: string,
  answers: Partial<FakeServiceMeshApi> = {},
  signals?: SignalApi,
): FakeServiceMeshApi {
  const api = Object.assign(new FakeServiceMeshApi(), answers);
  renderInTestApp(
    <>
      <Routes>
        <Route path="/mesh/*" element={<MeshPage />} />
      </Routes>
      <Address />
    </>,
    {
      apis: [
        [serviceMeshApiRef, api],
        ...(signals ? [[signalApiRef, signals] as const] : []),
      ],
      mountedRoutes: {
        '/mesh': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      initialRouteEntries: [address],
    },
  );
  return api;
}
