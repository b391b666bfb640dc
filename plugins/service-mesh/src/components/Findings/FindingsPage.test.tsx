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
