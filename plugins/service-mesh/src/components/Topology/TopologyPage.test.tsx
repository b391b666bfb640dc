import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aNode, anEdge, aTopology } from '../../__testUtils__/builders';
import { renderMesh } from '../../__testUtils__/renderMesh';

const address = () => screen.getByLabelText('address');
async function press(button: HTMLElement) {
  act(() => button.focus());
  await userEvent.keyboard('{Enter}');
}

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

  it('does not put percentiles of now beside the numbers of then', async () => {
    const at = new Date(Date.now() - 3_600_000).toISOString();
    const api = renderMesh(
      `${PLACE}&view=table&at=${at}&selected=service:shop/payment`,
    );
    const panel = await screen.findByRole('complementary', {
      name: 'Selected: payment',
    });
    expect(within(panel).getByText('only for now')).toBeVisible();
    expect(api.asked).toEqual([`topology ${at} production 15m`]);
  });

  it('says why percentiles are missing', async () => {
    renderMesh(`${PLACE}&view=table&selected=service:shop/payment`, {
      latency: async () => {
        throw new Error('Prometheus is away');
      },
    });
    expect(
      await screen.findByText('not answered: Prometheus is away'),
    ).toBeVisible();
  });

  it('tells in the table what the graph shows by signs, and hides what is idle', async () => {
    const part = {
      workload: 'payment-v1',
      requestRate: 9,
      errorShare: 0,
      meanLatency: 20,
    };
    renderMesh(`${PLACE}&view=table`, {
      topology: async () =>
        aTopology({
          nodes: [
            aNode('payment', {
              badges: ['permissive', 'circuit-breaker'],
              versions: [
                { ...part, version: 'v1', declaredWeight: 0.75 },
                { ...part, version: 'v2', declaredWeight: 0.25 },
              ],
            }),
            aNode('archive', { health: 'idle', requestRate: 0 }),
          ],
          edges: [],
        }),
    });
    expect(
      await screen.findByRole('row', { name: /^payment/ }),
    ).toHaveTextContent(/v1 75.0 %, v2 25.0 %permissive, circuit breaker$/);
    expect(screen.getByRole('row', { name: /^archive/ })).toBeVisible();
    await userEvent.click(screen.getByLabelText('Hide idle'));
    expect(screen.queryByRole('row', { name: /^archive/ })).toBeNull();
    expect(address()).toHaveTextContent('active=true');
  });

  it('closes and opens a namespace in the graph, with the totals of its services', async () => {
    const outside = aNode('gateway', {
      id: 'gateway:edge/gateway',
      kind: 'gateway',
      namespace: 'edge',
    });
    const call = anEdge('order', 'payment');
    renderMesh(PLACE, {
      topology: async () =>
        aTopology({
          nodes: [outside, ...aTopology().nodes],
          edges: [
            call,
            { ...call, id: 'in', source: outside.id, requestRate: 4 },
          ],
        }),
    });
    await screen.findByRole('button', { name: /^payment/ });
    await press(screen.getByRole('button', { name: 'shop', expanded: true }));
    const group = screen.getByRole('button', { expanded: false });
    expect(group).toHaveTextContent('shop (2)24 req/s, 0 % errorsdegraded');
    expect(screen.queryByRole('button', { name: /^payment/ })).toBeNull();
    expect(address()).toHaveTextContent('closed=shop');
    await press(group);
    expect(screen.getByRole('button', { name: /^payment/ })).toBeVisible();
    expect(address()).not.toHaveTextContent('closed');
  });

  it('moves the selection with the arrow keys, and drops it with Escape', async () => {
    renderMesh(PLACE);
    const order = await screen.findByRole('button', { name: /^order/ });
    await press(order);
    expect(order).toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('button', { name: /^payment/ })).toHaveFocus();
    expect(
      screen.getByRole('complementary', { name: 'Selected: payment' }),
    ).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
  });
});
