import axe from 'axe-core';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { live } from '../../__testUtils__/builders';
import { aCatalogReport } from '../../__testUtils__/catalog';
import { renderMesh } from '../../__testUtils__/renderMesh';

const PLACE = '/mesh/catalog?environment=production';
const address = () => screen.getByLabelText('address').textContent;
const rowsOf = async (name: string) =>
  within(await screen.findByRole('table', { name }))
    .getAllByRole('row')
    .slice(1);

describe('the report of the catalog', () => {
  it('answers in words, and has a table of each kind with links to the entities', async () => {
    const api = renderMesh(PLACE);
    expect(
      await screen.findByRole('heading', {
        name: '1 call of production is declared nowhere',
      }),
    ).toBeVisible();
    expect(api.asked).toContain('catalog production 6h');
    expect(
      screen.getByText(/tells of all of the last 6 h. 4 declared and seen/),
    ).toBeVisible();
    const [undeclared] = await rowsOf('Called and declared nowhere');
    expect(undeclared).toHaveTextContent(/order.*payment.*12 req\/s/);
    expect(
      within(undeclared).getByRole('link', { name: /order/ }),
    ).toHaveAttribute('href', '/catalog/default/component/order');
    const [unseen, unknown] = await rowsOf('Declared and not seen');
    expect(unseen).toHaveTextContent(/ledger.*dependsOn.*Declared, not seen/);
    expect(unknown).toHaveTextContent(
      /consumesApis: ledger.*unknown: payment has no proxy/,
    );
    const [batch] = await rowsOf('Not in the catalog');
    expect(batch).toHaveTextContent(
      /batch legacy.*without a proxy.*2.1 req\/s/,
    );
    expect(
      screen.queryByRole('table', { name: 'Named by several entities' }),
    ).toBeNull();
  });

  it('hands out what is to be pasted, and says that it did', async () => {
    renderMesh(PLACE);
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    const [undeclared] = await rowsOf('Called and declared nowhere');
    await user.click(
      within(undeclared).getByRole('button', {
        name: 'Copy dependsOn line of order to payment',
      }),
    );
    expect(write).toHaveBeenCalledWith('- component:default/payment');
    expect(within(undeclared).getByRole('status')).toHaveTextContent('Copied');
    const [batch] = await rowsOf('Not in the catalog');
    await user.click(
      within(batch).getByRole('button', { name: 'Copy catalog-info of batch' }),
    );
    expect(write).toHaveBeenCalledWith(
      expect.stringContaining('kind: Component'),
    );
    expect(
      within(batch).getByRole('link', { name: 'Onboard… batch' }),
    ).toHaveAttribute(
      'href',
      `/mesh/changes/new?environment=production&template=onboard-service&p=${encodeURIComponent(
        '{"namespace":"legacy","service":"batch"}',
      )}`,
    );
    await user.click(
      within(batch).getByRole('button', { name: 'Details of batch' }),
    );
    expect(screen.getByLabelText('catalog-info.yaml')).toHaveTextContent(
      'name: batch',
    );
  });

  it('says when the browser does not let it copy', async () => {
    renderMesh(PLACE);
    const user = userEvent.setup();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('denied'));
    await user.click(
      await screen.findByRole('button', { name: /Copy dependsOn line/ }),
    );
    expect(await screen.findByText(/Not copied/)).toBeVisible();
  });

  it('keeps in the URL how far it looks back, the search, and the entities of other environments', async () => {
    const api = renderMesh(PLACE);
    expect(await rowsOf('In the catalog and not here')).toHaveLength(1);
    await userEvent.click(
      screen.getByRole('button', { name: /Show those of other environments/ }),
    );
    const [, next] = await rowsOf('In the catalog and not here');
    expect(within(next).getByRole('link', { name: 'dev' })).toHaveAttribute(
      'href',
      '/mesh/catalog?environment=dev',
    );
    expect(address()).toContain('elsewhere=yes');
    await userEvent.type(
      screen.getByLabelText('Search entities and services'),
      'returns',
    );
    expect(await rowsOf('In the catalog and not here')).toHaveLength(1);
    expect(screen.getAllByText('Nothing fits the search.')).toHaveLength(3);
    await userEvent.selectOptions(screen.getByLabelText('Looks back'), '24 h');
    await waitFor(() =>
      expect(api.asked.at(-1)).toBe('catalog production 24h'),
    );
    expect(address()).toContain('lookback=24h');
  });

  it('has no serious accessibility problem, with rows open too', async () => {
    renderMesh(`${PLACE}&services.open=service%20legacy%2Fbatch&elsewhere=yes`);
    expect(await screen.findByLabelText('catalog-info.yaml')).toBeVisible();
    const { violations } = await axe.run(document.body, {
      rules: { region: { enabled: false } },
    });
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`),
    ).toEqual([]);
  });

  it('calls unknown what no telemetry tells, and nothing unused', async () => {
    renderMesh(PLACE, {
      catalogReport: async () =>
        aCatalogReport({
          undeclared: [],
          unused: [],
          coverage: { seconds: 0, says: 'There is no telemetry.' },
          sources: { ...live, telemetry: { state: 'unavailable' } },
        }),
    });
    expect(
      await screen.findByText('unknown: There is no telemetry.'),
    ).toBeVisible();
  });

  it('says that all is well, section by section', async () => {
    renderMesh(PLACE, {
      catalogReport: async () =>
        aCatalogReport({
          undeclared: [],
          unused: [],
          services: [],
          entities: [],
        }),
    });
    expect(await screen.findByText(/that was seen is declared/)).toBeVisible();
    expect(screen.getByText(/An entity names every service/)).toBeVisible();
  });

  it('names services of several entities', async () => {
    renderMesh(PLACE, {
      catalogReport: async () =>
        aCatalogReport({
          ambiguous: [
            {
              namespace: 'shop',
              name: 'payment',
              entities: [
                { ref: 'component:default/a' },
                { ref: 'component:default/b' },
              ],
              says: 'Both name it.',
            },
          ],
        }),
    });
    const [row] = await rowsOf('Named by several entities');
    expect(within(row).getAllByRole('link')).toHaveLength(2);
  });

  it('says why nothing can be compared', async () => {
    renderMesh(PLACE, {
      catalogReport: async () =>
        aCatalogReport({
          unknown: 'The catalog does not answer.',
          answer: 'The catalog does not answer.',
          sources: { ...live, catalog: { state: 'unavailable' } },
        }),
    });
    expect(
      await screen.findByText('Nothing can be compared now'),
    ).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  });
});
