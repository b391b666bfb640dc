import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import { anEntity } from '../../__testUtils__/entities';
import { Dependencies } from './Dependencies';

const IN_MESH = { 'backstage.io/kubernetes-id': 'x' };

function renderCard(
  entity: Entity,
  catalog = catalogApiMock({
    entities: [
      anEntity('payment', IN_MESH),
      anEntity('ledger', IN_MESH),
      anEntity('pay', undefined, {
        kind: 'API',
        relations: [
          { type: 'apiProvidedBy', targetRef: 'component:default/payment' },
        ],
      }),
    ],
  }),
) {
  renderInTestApp(
    <EntityProvider entity={entity}>
      <Dependencies view={{ paused: true }} />
    </EntityProvider>,
    {
      apis: [[catalogApiRef, catalog]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('declared and observed calls', () => {
  it('are listed beside each other, in words', async () => {
    const lastSeen = '2026-11-21T10:00:00.000Z';
    renderCard(
      anEntity(
        'order',
        {
          'servicemesh.ecotrack.io/observed-dependencies': JSON.stringify([
            ['component:default/payment', 'production', 12, lastSeen],
            ['resource:default/db', 'dev', null, lastSeen],
          ]),
        },
        {
          relations: [
            { type: 'consumesApi', targetRef: 'api:default/pay' },
            { type: 'dependsOn', targetRef: 'component:default/ledger' },
            {
              type: 'observedDependsOn',
              targetRef: 'component:default/payment',
            },
            { type: 'observedDependsOn', targetRef: 'resource:default/db' },
          ],
        },
      ),
    );
    expect(
      await screen.findByText(
        '1 seen and not declared, 1 declared and not seen, 1 declared and seen.',
      ),
    ).toBeVisible();
    const [, ...rows] = within(
      screen.getByRole('table', { name: 'Declared and observed calls' }),
    ).getAllByRole('row');
    expect(rows[0]).toHaveTextContent(/db.*Seen, not declared.*dev: TCP/);
    expect(rows[1]).toHaveTextContent(/ledger.*Declared, not seen.*dependsOn/);
    expect(rows[2]).toHaveTextContent(
      /payment.*Declared and seen.*consumesApis: pay.*production: 12 req\/s, in the hour from/,
    );
    expect(within(rows[2]).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/payment',
    );
  });

  it('are said to be none', async () => {
    renderCard(anEntity('order'));
    expect(
      await screen.findByText(/declares no dependency, and the catalog knows/),
    ).toBeVisible();
  });

  it('say that the catalog does not answer', async () => {
    const catalog = Object.assign(catalogApiMock(), {
      getEntitiesByRefs: async () => {
        throw new Error('connection refused');
      },
    });
    renderCard(
      anEntity('order', undefined, {
        relations: [
          { type: 'dependsOn', targetRef: 'component:default/ledger' },
        ],
      }),
      catalog,
    );
    expect(await screen.findByText('connection refused')).toBeVisible();
  });
});
