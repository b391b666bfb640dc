import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderMesh } from '../../__testUtils__/renderMesh';

const PLACE = '/mesh/topology?environment=production';

describe('the topology page', () => {
  it('shows the same nodes and calls as a table, and the numbers of what is selected', async () => {
    const api = renderMesh(`${PLACE}&view=table`);
    const calls = await screen.findByRole('table', {
      name: 'Calls of the graph',
    });
    expect(
      within(calls).getByRole('row', { name: /^order/ }),
    ).toHaveTextContent('orderpaymenthttp12 req/s2.1 %20 ms100 % mTLS');
    await userEvent.click(
      within(
        screen.getByRole('table', { name: 'Services of the graph' }),
      ).getByRole('button', { name: 'payment' }),
    );
    const panel = screen.getByRole('complementary', {
      name: 'Selected: payment',
    });
    expect(await within(panel).findByText('87 ms')).toBeVisible();
    expect(api.asked).toContain('latency shop/payment production 15m');
    expect(
      within(panel).getByRole('link', { name: 'Open payment' }),
    ).toHaveAttribute(
      'href',
      '/mesh/services/shop/payment?environment=production',
    );
    expect(screen.getByLabelText('address')).toHaveTextContent(
      'selected=service%3Ashop%2Fpayment',
    );
  });

  it('filters by what the URL says, and looks back to the time it names', async () => {
    const at = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const api = renderMesh(`${PLACE}&view=table&text=pay&at=${at}`);
    const nodes = await screen.findByRole('table', {
      name: 'Services of the graph',
    });
    expect(
      within(nodes).getByRole('button', { name: 'payment' }),
    ).toBeVisible();
    expect(api.asked).toEqual([`topology ${at} production 15m`]);
    expect(
      screen.getByText('Traffic is of then, configuration is of now.'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Back to now' }));
    expect(await screen.findByText('now', { selector: 'div' })).toBeVisible();
    expect(api.asked.at(-1)).toBe('topology now production 15m');

    await userEvent.type(screen.getByLabelText('Search'), 'zzz');
    expect(screen.getByText('Nothing fits the filters')).toBeVisible();
  });
});
