import { ResponseError } from '@backstage/errors';
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
import { anOnboarding } from '../../__testUtils__/onboarding';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { rootRouteRef } from '../../routes';
import { EntityMesh } from './EntityMesh';

function renderTab(
  services: ServiceSummary[],
  entity = anEntity('payment'),
  answers: Partial<FakeServiceMeshApi> = {},
) {
  const api = Object.assign(new FakeServiceMeshApi(), {
    services: async () => ({ items: services, sources: live }),
    ...answers,
  });
  renderInTestApp(
    <EntityProvider entity={entity}>
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

  describe('of a component that the cluster does not have yet', () => {
    const returns = anEntity('returns', {
      'backstage.io/kubernetes-id': 'returns-service',
      'backstage.io/kubernetes-namespace': 'shop',
    });

    it('shows what the change that brings it waits for', async () => {
      const api = renderTab([], returns, {
        onboarding: async () =>
          anOnboarding({ service: 'returns-service', state: 'in-progress' }),
      });
      expect(
        await screen.findByRole('heading', { name: 'returns-service' }),
      ).toBeVisible();
      expect(screen.getByRole('region', { name: 'Onboarding' })).toBeVisible();
      expect(api.asked).toContain(
        'changes production shop/returns-service open',
      );
    });

    it('says that no service is it where no change brings it', async () => {
      const refused = await ResponseError.fromResponse(
        Response.json({ error: { name: 'NotFoundError' } }, { status: 404 }),
      );
      renderTab([], returns, {
        onboarding: async () => {
          throw refused;
        },
      });
      expect(
        await screen.findByText('No service of production is returns'),
      ).toBeVisible();
    });
  });
});
