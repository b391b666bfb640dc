import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aReadinessList,
  aWorkloadReadiness,
} from '../../__testUtils__/readiness';
import { renderMesh } from '../../__testUtils__/renderMesh';

const PLACE = '/mesh/onboarding?environment=production';
const address = () => screen.getByLabelText('address').textContent;
const table = () =>
  screen.findByRole('table', { name: 'Workloads and how ready they are' });
const names = async () =>
  within(await table())
    .getAllByRole('button', { name: /^Details of/ })
    .map(button =>
      button.getAttribute('aria-label')?.replace('Details of ', ''),
    );

describe('the onboarding page', () => {
  it('answers, with those outside first and the change that takes them in', async () => {
    renderMesh(PLACE);
    expect(
      await screen.findByRole('heading', {
        name: '2 of 3 workloads of production are outside the mesh',
      }),
    ).toBeVisible();
    expect(await names()).toEqual(['agent', 'batch', 'order']);
    const rows = within(await table()).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(
      /agent Deployment legacynoneoutsidein its way Network of its own102/,
    );
    expect(rows[3]).toHaveTextContent(/in the mesh/);
    expect(screen.getByRole('link', { name: 'order' })).toHaveAttribute(
      'href',
      '/mesh/services/shop/order?environment=production',
    );
    expect(
      screen.getByRole('link', { name: 'Onboard… batch' }),
    ).toHaveAttribute(
      'href',
      `/mesh/changes/new?environment=production&template=onboard-service&p=${encodeURIComponent(
        '{"namespace":"legacy","service":"batch"}',
      )}`,
    );
    expect(screen.queryByRole('link', { name: /Onboard… agent/ })).toBeNull();
    expect(
      within(screen.getByRole('navigation', { name: 'Mesh pages' })).getByRole(
        'link',
        {
          name: 'Onboarding',
        },
      ),
    ).toHaveAttribute('aria-current', 'page');
  });

  it('opens a row to what is in the way, its objects, and the change that mends it', async () => {
    const api = renderMesh(PLACE);
    await table();
    await userEvent.click(
      screen.getByRole('button', { name: 'Details of batch' }),
    );
    const list = await screen.findByRole('list', {
      name: 'To look at of batch',
    });
    expect(api.asked).toContain(
      'readiness legacy/Deployment/batch production 15m',
    );
    expect(address()).toContain('workloads.open=legacy%2FDeployment%2Fbatch');
    expect(
      within(list).getByRole('link', { name: 'legacy/batch' }),
    ).toHaveAttribute(
      'href',
      '/mesh/object?environment=production&apiVersion=v1&kind=Service&namespace=legacy&object=batch&line=9',
    );
    expect(
      within(list).getByRole('link', { name: 'Name the protocol… batch' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('template=port-protocol'),
    );
    expect(
      within(list).getByRole('button', { name: 'Inject the proxy… batch' }),
    ).toBeDisabled();
    expect(within(list).getByText('ask the platform team')).toBeVisible();
    expect(within(list).getByText('not known')).toBeVisible();

    expect(screen.queryByText('Its probes work beside a proxy.')).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show what is ready (1)' }),
    );
    expect(screen.getByText('Its probes work beside a proxy.')).toBeVisible();
    expect(address()).toContain('ready=yes');
  });

  it('filters and searches by what the URL says', async () => {
    renderMesh(`${PLACE}&mesh=out`);
    expect(await names()).toEqual(['agent', 'batch']);
    await userEvent.selectOptions(screen.getByLabelText('Mesh'), 'in the mesh');
    expect(await names()).toEqual(['order']);
    expect(address()).toContain('mesh=in');
    await userEvent.selectOptions(screen.getByLabelText('Namespace'), 'legacy');
    expect(screen.getByText('Nothing fits the filters')).toBeVisible();
    await userEvent.selectOptions(screen.getByLabelText('Mesh'), 'all');
    await userEvent.type(screen.getByLabelText('Search workloads'), 'AGE');
    expect(await names()).toEqual(['agent']);
    expect(address()).toContain('text=AGE');
  });

  it('says why one may not take a workload in', async () => {
    renderMesh(PLACE, {
      readiness: async () =>
        aReadinessList({
          items: [
            aWorkloadReadiness({
              onboard: {
                label: 'Onboard…',
                template: 'onboard-service',
                parameters: {},
                allowed: false,
                reason: 'You may not change production with onboard-service.',
              },
            }),
          ],
        }),
    });
    await table();
    expect(
      screen.getByRole('button', { name: 'Onboard… batch' }),
    ).toBeDisabled();
    expect(
      screen.getByText('You may not change production with onboard-service.'),
    ).toBeVisible();
  });

  it('says what would stand here', async () => {
    renderMesh(PLACE, { readiness: async () => aReadinessList({ items: [] }) });
    expect(
      await screen.findByText(
        'No workload of an application is in this environment',
      ),
    ).toBeVisible();
  });

  it('tells an error, and asks again', async () => {
    let isAway = true;
    renderMesh(PLACE, {
      readiness: async () => {
        if (isAway) {
          throw new Error('the back end is away');
        }
        return aReadinessList();
      },
    });
    expect(await screen.findByText(/the back end is away/)).toBeVisible();
    isAway = false;
    await userEvent.click(screen.getByRole('button', { name: /again|retry/i }));
    expect(await table()).toBeVisible();
  });
});
