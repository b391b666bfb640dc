import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { EntityDependencies } from '@ecotrack/backstage-plugin-service-mesh-common';
import { live } from '../../__testUtils__/builders';
import { anEntityDependencies } from '../../__testUtils__/catalog';
import { anEntity } from '../../__testUtils__/entities';
import { FakeServiceMeshApi } from '../../__testUtils__/FakeServiceMeshApi';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { Dependencies } from './Dependencies';

function renderCard(
  dependencies: () => Promise<EntityDependencies> = async () =>
    anEntityDependencies(),
) {
  renderInTestApp(
    <EntityProvider entity={anEntity('order')}>
      <Dependencies view={{ paused: true }} />
    </EntityProvider>,
    {
      apis: [
        [
          serviceMeshApiRef,
          Object.assign(new FakeServiceMeshApi(), { dependencies }),
        ],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('declared and observed calls', () => {
  it('are listed beside each other, with the figures of each environment', async () => {
    renderCard();
    expect(
      await screen.findByText(
        '1 seen and not declared, 0 declared and not seen.',
      ),
    ).toBeVisible();
    const [, payment, ledger] = within(
      screen.getByRole('table', { name: 'Declared and observed calls' }),
    ).getAllByRole('row');
    expect(payment).toHaveTextContent(
      /payment.*Seen, not declared.*dev: 12 req\/s, last.*production: 900 B\/s over TCP, last/,
    );
    expect(within(payment).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/payment',
    );
    expect(ledger).toHaveTextContent(
      /ledger.*unknown whether called.*In dev: order has no proxy.*dependsOn/,
    );
    await userEvent.click(within(payment).getByRole('button'));
    expect(
      screen.getByRole('heading', { name: 'dev: Seen, not declared' }),
    ).toBeVisible();
    expect(screen.getAllByText('order calls payment: 12 req/s.')).toHaveLength(
      2,
    );
  });

  it('say what is not known, and what is not for the reader', async () => {
    renderCard(async () =>
      anEntityDependencies({
        denied: ['production'],
        environments: [
          {
            environment: 'dev',
            hasEntity: true,
            sources: { ...live, telemetry: { state: 'stale' } },
          },
        ],
      }),
    );
    expect(
      await screen.findByText('Without production, which you may not read.'),
    ).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(
      'Not all sources of dev answer now.',
    );
  });

  it('are said to be none', async () => {
    renderCard(async () => anEntityDependencies({ items: [] }));
    expect(
      await screen.findByText(/declares no dependency, and no call/),
    ).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('say that the back end does not answer', async () => {
    renderCard(async () => {
      throw new Error('connection refused');
    });
    expect(await screen.findByText('connection refused')).toBeVisible();
  });
});
