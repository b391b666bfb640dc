import { screen, within } from '@testing-library/react';
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
    expect(api.asked).toEqual(['service shop/payment dev 15m']);
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
      'VirtualService shop/payment',
    );
  });
});
