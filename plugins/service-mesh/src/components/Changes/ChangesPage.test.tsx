import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aChange } from '../../__testUtils__/changes';
import { renderMesh } from '../../__testUtils__/renderMesh';

const PLACE = '/mesh/changes?environment=production';
const address = () => screen.getByLabelText('address').textContent;

const items = [
  aChange(),
  aChange({
    id: 'c2',
    environment: 'dev',
    title: 'Require mTLS in data',
    service: { namespace: 'data', name: 'redis' },
    state: 'needs-attention',
    problem: { says: 'Somebody else changed spec.mtls.mode.' },
    overdue: true,
    requester: 'robin',
    pullRequest: undefined,
  }),
];

const changes = async () => ({ answer: '1 of 2 changes needs you', items });

describe('the changes page', () => {
  it('answers, and says of each change where it is and what it waits for', async () => {
    renderMesh(PLACE, { changes });
    const table = await screen.findByRole('table', { name: 'Changes' });
    expect(
      screen.getByRole('heading', { name: '1 of 2 changes needs you' }),
    ).toBeVisible();
    const [, first, second] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent(
      /^Send 10 % of payment to v2payment shopproductionproposedWaits for a review of payments\.sam.* ago#12/,
    );
    expect(second).toHaveTextContent(
      /needs attentionoverdueSomebody else changed spec.mtls.mode.robin.*none yet$/,
    );
    expect(
      within(second).getByRole('link', { name: 'Require mTLS in data' }),
    ).toHaveAttribute('href', '/mesh/changes/c2?environment=dev');
    expect(within(first).getByRole('link', { name: /#12/ })).toHaveAttribute(
      'href',
      'https://git.test/platform/mesh-gitops/pulls/12',
    );
  });

  it('asks for the open ones of the environment, or for all, as the URL says', async () => {
    const api = renderMesh(PLACE);
    await screen.findByRole('table', { name: 'Changes' });
    expect(api.asked).toEqual(['changes production all open']);
    await userEvent.selectOptions(screen.getByLabelText('Environments'), 'all');
    await userEvent.selectOptions(await screen.findByLabelText('Show'), 'all');
    await waitFor(() => expect(api.asked.at(-1)).toBe('changes all all all'));
    expect(address()).toBe(`${PLACE}&scope=all&show=all`);
  });

  it('filters by service, state and text, in the URL', async () => {
    renderMesh(PLACE, { changes });
    await userEvent.selectOptions(
      await screen.findByLabelText('Service'),
      'data/redis',
    );
    expect(screen.getAllByRole('row')).toHaveLength(2);
    await userEvent.selectOptions(screen.getByLabelText('State'), 'proposed');
    expect(screen.getByText('Nothing fits the filters')).toBeVisible();
    expect(address()).toContain('service=data%2Fredis&state=proposed');
    await userEvent.selectOptions(screen.getByLabelText('Service'), '');
    await userEvent.type(screen.getByLabelText('Search changes'), 'payment');
    expect(screen.getAllByRole('row')).toHaveLength(2);
  });

  it('teaches what a change is, keeps what it showed when a refresh fails, and says why it has nothing', async () => {
    renderMesh(PLACE, {
      changes: async () => ({ answer: 'No change is open', items: [] }),
    });
    expect(await screen.findByText(/opens a pull request/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'New change…' })).toHaveAttribute(
      'href',
      '/mesh/changes/new?environment=production',
    );
  });

  it('says why there is no answer', async () => {
    renderMesh(PLACE, {
      changes: async () => {
        throw new Error('The database is away.');
      },
    });
    expect(await screen.findByText('The database is away.')).toBeVisible();
  });
});

describe('changes elsewhere', () => {
  it('are counted on the overview', async () => {
    renderMesh('/mesh/overview?environment=production', { changes });
    const panel = await screen.findByRole('region', { name: 'Changes' });
    await waitFor(() =>
      expect(panel).toHaveTextContent(
        '2 open, 1 waiting for review, 1 needs you',
      ),
    );
  });

  it('are listed on the page of their service, which offers every change of it', async () => {
    const api = renderMesh('/mesh/services/shop/payment?environment=dev');
    const panel = await screen.findByRole('region', { name: 'Open changes' });
    expect(
      await within(panel).findByRole('link', {
        name: 'Send 10 % of payment to v2',
      }),
    ).toBeVisible();
    expect(api.asked).toContain('changes dev shop/payment open');
    await userEvent.click(
      within(panel).getByRole('button', { name: 'Change payment…' }),
    );
    const menu = await screen.findByRole('menu', {
      name: 'Changes of payment',
    });
    const link = await within(menu).findByRole('menuitem', {
      name: 'Split requests',
    });
    expect(link).toHaveAttribute(
      'href',
      `/mesh/changes/new?environment=dev&template=traffic-weights&p=${encodeURIComponent(
        '{"namespace":"shop","service":"payment"}',
      )}`,
    );
    expect(
      within(menu).getByRole('menuitem', { name: 'mTLS mode' }),
    ).toHaveAttribute(
      'href',
      `/mesh/changes/new?environment=dev&template=mtls-mode&p=${encodeURIComponent(
        '{"namespace":"shop"}',
      )}`,
    );
  });
});
