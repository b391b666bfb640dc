import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ServiceSummary } from '@ecotrack/backstage-plugin-service-mesh-common';
import { anEntity, aSummary } from '../../__testUtils__/entities';
import { live } from '../../__testUtils__/builders';
import { FakeServiceMeshApi } from '../../__testUtils__/FakeServiceMeshApi';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { rootRouteRef } from '../../routes';
import { EntityMesh } from './EntityMesh';

function renderTab(services: ServiceSummary[]) {
  const api = Object.assign(new FakeServiceMeshApi(), {
    services: async () => ({ items: services, sources: live }),
  });
  renderInTestApp(
    <EntityProvider entity={anEntity('payment')}>
      <EntityMesh />
    </EntityProvider>,
    {
      apis: [[serviceMeshApiRef, api]],
      mountedRoutes: {
        '/mesh': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return api;
}

describe('the mesh tab of an entity', () => {
  it('shows the service that belongs to the entity, and lets one choose of several', async () => {
    const ref = 'component:default/payment';
    const api = renderTab([
      aSummary('order', 'component:default/order'),
      aSummary('payment', ref),
      aSummary('payment-internal', ref),
    ]);
    expect(
      await screen.findByRole('heading', {
        name: '4.1 % of the requests fail',
      }),
    ).toBeVisible();
    expect(api.asked).toContain('service shop/payment production 15m');
    await userEvent.selectOptions(
      screen.getByLabelText('Service'),
      'shop/payment-internal',
    );
    expect(await screen.findByText('Workloads')).toBeVisible();
    expect(api.asked).toContain('service shop/payment-internal production 15m');
  });

  it('says how a service comes to belong to the entity when none does', async () => {
    renderTab([aSummary('order', 'component:default/order')]);
    expect(
      await screen.findByText('No service of production is payment'),
    ).toBeVisible();
    expect(screen.getByText('backstage.io/kubernetes-id')).toBeVisible();
  });
});
