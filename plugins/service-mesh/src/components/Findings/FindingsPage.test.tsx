import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFinding, live } from '../../__testUtils__/builders';
import { renderMesh } from '../../__testUtils__/renderMesh';

const PLACE = '/mesh/findings?environment=production';
const address = () => screen.getByLabelText('address').textContent;

const rule = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  namespace: 'data',
  name: 'redis',
};

const items = [
  aFinding(),
  aFinding({
    code: 'MESH2002',
    title: 'no such host',
    severity: 'warning',
    object: rule,
    field: 'spec.host',
    message: 'No service is called redis2.',
  }),
  aFinding({ object: { ...rule, kind: 'VirtualService', name: 'orders' } }),
];

const findings = async () => ({ answer: '2 errors', items, sources: live });

describe('the findings page', () => {
  it('answers, and opens to the reasons, the way to mend it, and the codes elsewhere', async () => {
    renderMesh(PLACE, { findings });
    const table = await screen.findByRole('table', { name: 'Findings' });
    expect(screen.getByRole('heading', { name: '2 errors' })).toBeVisible();
    const [, first] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent(
      'errorMESH2001payment VirtualService shopspec.gateways[0]base/payment.yaml:9There is no Gateway edge in namespace shop.',
    );
    await userEvent.click(
      within(first).getByRole('button', { name: /MESH2001 payment/ }),
    );
    expect(screen.getByText('Name a Gateway that exists.')).toBeVisible();
    expect(screen.getByText('The namespace has no Gateway.')).toBeVisible();
    expect(
      screen.getByText('Known elsewhere as KIA1102, IST0101'),
    ).toBeVisible();
    expect(address()).toContain('findings.open=');
  });

  it('offers the change that mends a finding', async () => {
    renderMesh(PLACE, { findings });
    const [, other, first] = await screen.findAllByRole('button', {
      name: /^Details of/,
    });
    await userEvent.click(other);
    expect(screen.queryByRole('link', { name: /…$/ })).toBeNull();
    await userEvent.click(first);
    expect(
      screen.getByRole('link', { name: 'Declare the host…' }),
    ).toHaveAttribute(
      'href',
      `/mesh/changes/new?environment=production&template=external-service&p=${encodeURIComponent(
        '{"namespace":"data"}',
      )}`,
    );
  });

  it('filters and groups by what the URL says', async () => {
    renderMesh(PLACE, { findings });
    await userEvent.selectOptions(
      await screen.findByLabelText('Namespace'),
      'data',
    );
    expect(screen.getAllByRole('row')).toHaveLength(3);
    await userEvent.selectOptions(screen.getByLabelText('Severity'), 'warning');
    expect(screen.getAllByRole('row')).toHaveLength(2);
    expect(address()).toContain('namespace=data&severity=warning');
    await userEvent.selectOptions(
      screen.getByLabelText('Kind'),
      'VirtualService',
    );
    expect(screen.getByText('Nothing fits the filters')).toBeVisible();
    await userEvent.selectOptions(screen.getByLabelText('Kind'), '');
    await userEvent.selectOptions(screen.getByLabelText('Severity'), '');
    await userEvent.selectOptions(screen.getByLabelText('Group by'), 'check');
    expect(
      screen.getByRole('region', { name: 'MESH2001 no such gateway (1)' }),
    ).toBeVisible();
    await userEvent.type(screen.getByLabelText('Search findings'), 'redis2');
    expect(
      screen.queryByRole('region', { name: /MESH2001/ }),
    ).not.toBeInTheDocument();
  });

  it('shows notes only when asked', async () => {
    renderMesh(PLACE, {
      findings: async () => ({
        answer: '1 note',
        items: [aFinding({ severity: 'info' })],
        sources: live,
      }),
    });
    expect(await screen.findByText('Nothing fits the filters')).toBeVisible();
    await userEvent.selectOptions(screen.getByLabelText('Severity'), 'all');
    expect(screen.getAllByRole('row')).toHaveLength(2);
  });

  it('shows what somebody accepts apart, with the reason, and opens it again', async () => {
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      namespace: 'shop',
      name: 'shared',
    };
    const accepted = {
      reason: 'One product.',
      until: '2027-01-31',
      object: account,
      field: 'metadata.annotations["x"]',
      file: 'base/shop.yaml',
      line: 4,
    };
    renderMesh(PLACE, {
      findings: async () => ({
        answer: '1 warning; 1 accepted',
        items: [
          items[1],
          aFinding({
            code: 'MESH3409',
            severity: 'info',
            object: account,
            accepted,
          }),
        ],
        sources: live,
      }),
    });
    const rows = await screen.findAllByRole('row');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toHaveTextContent('MESH2002');
    await userEvent.selectOptions(screen.getByLabelText('State'), 'accepted');
    expect(address()).toContain('state=accepted');
    const [, row, ...others] = screen.getAllByRole('row');
    expect(others).toEqual([]);
    expect(row).toHaveTextContent('info, accepted');
    expect(row).toHaveTextContent('Accepted until 2027-01-31: One product.');
    await userEvent.click(
      within(row).getByRole('button', { name: /MESH3409 shared/ }),
    );
    expect(
      screen.getByRole('link', { name: 'ServiceAccount shared' }),
    ).toHaveAttribute('href', expect.stringContaining('object=shared'));
    expect(screen.getByText(/base\/shop\.yaml:4/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Reopen… MESH3409 shared' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('template=reopen-finding'),
    );
    await userEvent.selectOptions(screen.getByLabelText('State'), 'all');
    expect(screen.getAllByRole('row').length).toBeGreaterThan(2);
  });

  it('offers to accept what is no error, and says when an exception has ended', async () => {
    renderMesh(PLACE, {
      findings: async () => ({
        answer: '2 findings',
        items: [
          aFinding(),
          aFinding({
            code: 'MESH2002',
            severity: 'warning',
            object: rule,
            notAccepted: 'The exception ended on 2026-11-20: One product.',
          }),
        ],
        sources: live,
      }),
    });
    const [error, warning] = await screen.findAllByRole('button', {
      name: /^Details of/,
    });
    expect(
      screen.getByText('The exception ended on 2026-11-20: One product.'),
    ).toBeVisible();
    await userEvent.click(error);
    expect(screen.queryByRole('link', { name: /^Accept/ })).toBeNull();
    await userEvent.click(warning);
    expect(
      screen.getByRole('link', { name: 'Accept… MESH2002 redis' }),
    ).toHaveAttribute(
      'href',
      `/mesh/changes/new?environment=production&template=accept-finding&p=${encodeURIComponent(
        JSON.stringify({
          namespace: 'data',
          kind: 'DestinationRule',
          name: 'redis',
          code: 'MESH2002',
        }),
      )}`,
    );
  });

  it('leads to the object: its YAML at the line, and the services that it touches', async () => {
    const api = renderMesh(PLACE, { findings });
    await userEvent.click(await screen.findByRole('link', { name: 'payment' }));
    await waitFor(() =>
      expect(api.asked).toContain('object production VirtualService payment'),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'VirtualService shop/payment',
      }),
    ).toBeVisible();
    expect(
      screen.getByLabelText('YAML', { selector: 'pre' }),
    ).toHaveTextContent('▸ http: []');
    expect(
      within(
        screen.getByRole('region', { name: 'Services that it touches' }),
      ).getByRole('link', { name: 'payment' }),
    ).toHaveAttribute(
      'href',
      '/mesh/services/shop/payment?environment=production',
    );
    expect(address()).toContain('object=payment');
  });

  it('says that nothing is wrong where nothing is', async () => {
    renderMesh(PLACE, {
      findings: async () => ({
        answer: 'Nothing is wrong with the 9 objects of production.',
        items: [],
        sources: live,
      }),
    });
    expect(await screen.findByText('No findings')).toBeVisible();
  });
});
