import { getComponentData } from '@backstage/core-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { JSX } from 'react';
import { Route, Routes } from 'react-router-dom';
import { anEntity, aSummary } from '../__testUtils__/entities';
import { live } from '../__testUtils__/builders';
import { FakeServiceMeshApi } from '../__testUtils__/FakeServiceMeshApi';
import { serviceMeshApiRef } from '../api/ServiceMeshApi';
import { ServiceMeshClient } from '../api/ServiceMeshClient';
import { rootRouteRef } from '../routes';
import {
  EntityServiceMeshContent,
  isServiceMeshAvailable,
  ServiceMeshPage,
  serviceMeshPlugin,
} from './index';

const discoveryApi = { getBaseUrl: async () => 'http://portal.test' };
const fetchApi = { fetch: async () => Response.json({ items: [] }) };

async function renderInOldApp(
  element: JSX.Element,
  address: string,
  api = new FakeServiceMeshApi(),
) {
  await renderInTestApp(
    <TestApiProvider apis={[[serviceMeshApiRef, api]]}>
      {element}
    </TestApiProvider>,
    {
      routeEntries: [address],
      mountedRoutes: {
        '/service-mesh': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return api;
}

describe('an app with the old frontend system', () => {
  it('has the pages wherever it mounts them', async () => {
    await renderInOldApp(
      <Routes>
        <Route path="/service-mesh/*" element={<ServiceMeshPage />} />
      </Routes>,
      '/service-mesh/canaries?environment=dev',
    );
    expect(
      await screen.findByRole('heading', { name: '1 canary runs' }),
    ).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Mesh' })).toBeVisible();

    await userEvent.click(screen.getByRole('link', { name: 'mTLS' }));
    expect(
      await screen.findByRole('heading', {
        name: '1 of 2 services accepts plaintext',
      }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Overview' })).toHaveAttribute(
      'href',
      '/service-mesh/overview?environment=dev',
    );
  });

  it('finds the pages by their route reference', () => {
    expect(getComponentData(<ServiceMeshPage />, 'core.mountPoint')).toBe(
      rootRouteRef,
    );
    expect(serviceMeshPlugin.routes.root).toBe(rootRouteRef);
  });

  it('has the tab of an entity', async () => {
    const api = Object.assign(new FakeServiceMeshApi(), {
      services: async () => ({
        items: [aSummary('payment', 'component:default/payment')],
        sources: live,
      }),
    });
    await renderInOldApp(
      <EntityProvider entity={anEntity('payment')}>
        <EntityServiceMeshContent />
      </EntityProvider>,
      '/',
      api,
    );
    expect(
      await screen.findByRole('heading', {
        name: '4.1 % of the requests fail',
      }),
    ).toBeVisible();
    expect(api.asked).toContain('service shop/payment production 15m');
  });

  it('asks the same back end', () => {
    const [factory] = serviceMeshPlugin.getApis();
    expect(factory.api).toBe(serviceMeshApiRef);
    expect(factory.factory({ discoveryApi, fetchApi })).toBeInstanceOf(
      ServiceMeshClient,
    );
  });

  it.each([
    ['backstage.io/kubernetes-id', true],
    ['servicemesh.ecotrack.io/host', true],
    ['backstage.io/techdocs-ref', false],
  ])('knows whether an entity with %s has the tab: %s', (name, isShown) => {
    expect(isServiceMeshAvailable(anEntity('payment', { [name]: 'x' }))).toBe(
      isShown,
    );
  });
});
