import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aService } from '../../__testUtils__/builders';
import { renderMesh } from '../../__testUtils__/renderMesh';

describe('the service page', () => {
  it('answers, and shows signals, neighbours, mTLS, canary, workloads, saturation and objects', async () => {
    const api = renderMesh('/mesh/services/shop/payment?environment=dev');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'payment' }),
    ).toBeVisible();
    expect(
      screen.getByRole('heading', { name: '4.1 % of the requests fail' }),
    ).toBeVisible();
    expect(api.asked).toEqual([
      'service shop/payment dev 15m',
      'onboarding shop/payment dev 15m',
      'changes dev shop/payment open',
    ]);
    const part = (name: string) => screen.getByRole('region', { name });
    expect(part('Needs you')).toHaveTextContent('errors 4.1 %');
    expect(part('Requests')).toHaveTextContent('12 req/s');
    expect(part('Errors')).toHaveTextContent('4.1 %');
    expect(part('Percentiles')).toHaveTextContent(
      'p50 20 ms, p95 87 ms, p99 unknown',
    );
    expect(part('CPU and memory')).toHaveTextContent(
      'Proxies120 m52 MBApplicationunknownunknown',
    );
    expect(part('payment · shop')).toHaveTextContent('Inconclusive');
    expect(
      within(part('mTLS')).getByRole('row', { name: /^payment/ }),
    ).toHaveTextContent('permissive');
    expect(
      within(screen.getAllByRole('region', { name: 'Workloads' })[0]).getByRole(
        'row',
        { name: /payment-v1/ },
      ),
    ).toHaveTextContent('2 of 3');
    expect(part('Mesh objects that touch it')).toHaveTextContent(
      'payment VirtualService shop',
    );
  });

  it('draws the versions over one scale, with a gap where nothing is known', async () => {
    const signal = aService().signals[0];
    const series = (...values: (number | null)[]) =>
      values.map((value, minute) => ({
        at: `2026-11-21T10:0${minute}:00Z`,
        value,
      }));
    renderMesh('/mesh/services/shop/payment?environment=dev', {
      service: async () =>
        aService({
          signals: [
            { ...signal, rateSeries: series(10, null, 20, 20) },
            { ...signal, version: 'v1', rateSeries: series(5, 5, 10, 10) },
            { ...signal, version: 'v2', rateSeries: series(5, 5, 10, 10) },
          ],
        }),
    });
    const chart = await screen.findByRole('img', {
      name: /^Requests from .* to .*, at most 20 req\/s$/,
    });
    const [all, v1, v2] = [...chart.querySelectorAll('path')];
    expect(all).toHaveAttribute('d', 'M0.0 44.0M213.3 2.0L320.0 2.0');
    expect(v1).toHaveAttribute(
      'd',
      'M0.0 65.0L106.7 65.0L213.3 44.0L320.0 44.0',
    );
    const dashes = [all, v1, v2].map(path =>
      path.getAttribute('stroke-dasharray'),
    );
    expect(new Set(dashes).size).toBe(3);
  });

  it('shows the numbers of a neighbour that is selected', async () => {
    const api = renderMesh('/mesh/services/shop/payment?environment=dev');
    const order = await screen.findByRole('button', { name: /^order/ });
    act(() => order.focus());
    await userEvent.keyboard('{Enter}');
    const panel = screen.getByRole('complementary', {
      name: 'Selected: order',
    });
    expect(
      within(panel).getByRole('link', { name: 'Open order' }),
    ).toHaveAttribute('href', '/mesh/services/shop/order?environment=dev');
    expect(api.asked).toContain('latency shop/order dev 15m');
  });
});
