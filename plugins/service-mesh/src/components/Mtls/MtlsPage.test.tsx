import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anMtls } from '../../__testUtils__/builders';
import { renderMesh } from '../../__testUtils__/renderMesh';

describe('the mTLS page', () => {
  it('keeps configured and observed apart, and opens a row to its reasons and callers', async () => {
    renderMesh('/mesh/mtls?environment=production');
    const table = await screen.findByRole('table', {
      name: 'mTLS by service and port',
    });
    const row = (name: RegExp) => within(table).getByRole('row', { name });
    expect(row(/^order/)).toHaveTextContent(
      /8080 httppermissive20.0 % plaintext, 2.1 req\/sall podsorder/,
    );
    expect(row(/^order/)).toHaveTextContent('unknown: no source tells it');
    expect(row(/^user/)).toHaveTextContent(
      /strictunknown: no traffic in 15 min/,
    );
    expect(screen.getByText('1 strict, 1 permissive')).toBeVisible();

    await userEvent.click(
      screen.getByRole('button', { name: 'Details of order port 8080' }),
    );
    expect(screen.getByText('No PeerAuthentication selects it.')).toBeVisible();
    expect(screen.getByText('batch (legacy)')).toBeVisible();
    expect(screen.getByText('plaintext: STRICT would refuse it')).toBeVisible();
    expect(
      screen.getByText('spiffe://cluster.local/ns/shop/sa/order'),
    ).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      'mtls.open=shop%2Forder%3A8080',
    );
  });

  it('searches by service, in the URL', async () => {
    renderMesh('/mesh/mtls?environment=production&text=USE');
    expect(await screen.findByRole('link', { name: 'user' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'order' })).toBeNull();
    await userEvent.type(
      screen.getByLabelText('Search services'),
      '{Escape}ord',
    );
    expect(screen.getByRole('link', { name: 'order' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'user' })).toBeNull();
    expect(screen.getByLabelText('address')).toHaveTextContent('text=ord');
  });

  it('says what would stand here when there is no service', async () => {
    renderMesh('/mesh/mtls?environment=production', {
      mtls: async () => anMtls({ items: [], namespaces: [] }),
    });
    expect(
      await screen.findByText('No service is in this environment'),
    ).toBeVisible();
  });

  it('offers to tighten what accepts plaintext', async () => {
    renderMesh('/mesh/mtls?environment=production&mtls.open=shop%2Forder:8080');
    expect(
      await screen.findByRole('link', { name: 'Tighten… order' }),
    ).toHaveAttribute(
      'href',
      `/mesh/changes/new?environment=production&template=mtls-mode&p=${encodeURIComponent(
        '{"namespace":"shop","workload":"order-v1","mode":"STRICT"}',
      )}`,
    );
  });
});
