import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anOverview, aProblem } from '../../__testUtils__/builders';
import { renderMesh } from '../../__testUtils__/renderMesh';

const PLACE = '/mesh/overview?environment=production&window=1h';
const KEPT = '?environment=production&window=1h';

describe('the overview', () => {
  it('answers, shows the evidence, and leads to the next step', async () => {
    renderMesh(PLACE, {
      overview: async () =>
        anOverview({
          problems: [
            aProblem(),
            aProblem({
              id: 'certificate:edge',
              kind: 'certificate',
              severity: 'warning',
              subject: { kind: 'certificate', name: 'edge-cert' },
              title: 'edge-cert',
              detail: 'expires in 3 h',
            }),
            aProblem({
              id: 'control-plane:istiod',
              kind: 'control-plane',
              severity: 'info',
              subject: { kind: 'component', name: 'istiod' },
              title: 'istiod',
              detail: '1 of 2 ready',
            }),
          ],
          alerts: [
            {
              name: 'HighErrors',
              severity: 'critical',
              service: 'shop/payment',
              labels: {},
            },
          ],
        }),
    });
    const needs = await screen.findByRole('region', { name: 'Needs you' });
    const [failing, certificate, istiod] =
      within(needs).getAllByRole('listitem');
    expect(failing).toHaveTextContent(
      /critical.*payment.*errors 4.1 % \(usually 0.2 %\)/,
    );
    expect(
      within(failing).getByRole('link', { name: 'payment' }),
    ).toHaveAttribute('href', `/mesh/services/shop/payment${KEPT}`);
    expect(
      within(certificate).getByRole('link', { name: 'edge-cert' }),
    ).toHaveAttribute('href', `/mesh/mtls${KEPT}`);
    expect(within(istiod).queryByRole('link')).toBeNull();

    expect(screen.getByText('1.9k req/s')).toBeVisible();
    expect(
      screen.getByRole('img', { name: 'Requests in the last hour' }),
    ).toBeVisible();
    expect(
      screen.getByText('98.7 % of requests encrypted (observed)'),
    ).toBeVisible();
    expect(screen.getByText('strict 2/3 services (configured)')).toBeVisible();
    expect(
      within(screen.getByRole('region', { name: 'Alerts' })).getByRole('link', {
        name: 'payment',
      }),
    ).toBeVisible();
  });

  it('opens the reasons in order, and the URL keeps them open', async () => {
    renderMesh(PLACE);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Why: payment/ }),
    );
    const reasons = screen.getByRole('dialog', { name: /^Why: payment/ });
    const [first, second] = within(reasons).getAllByRole('listitem');
    expect(first).toHaveTextContent('sum(rate(istio_requests_total[15m]))');
    expect(second).toHaveTextContent(
      'It sends 25 % to v2.VirtualService shop/payment · spec.http[0].routebase/payment.yaml:12',
    );
    expect(screen.getByLabelText('address')).toHaveTextContent(
      'panel=problem+failing-service',
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByLabelText('address')).not.toHaveTextContent('panel');
  });

  it('tells what changed in a day, what the catalog misses, and shows the graph', async () => {
    const api = renderMesh(PLACE, {
      overview: async () =>
        anOverview({
          changes: [
            {
              at: new Date(Date.now() - 2 * 3_600_000).toISOString(),
              action: 'changed',
              object: {
                apiVersion: 'networking.istio.io/v1',
                kind: 'VirtualService',
                namespace: 'shop',
                name: 'payment',
              },
              says: 'It changed: spec.http[0].route[1].weight from 10 to 25.',
            },
          ],
          unmatchedEntities: [
            { ref: 'component:default/returns', title: 'Returns' },
          ],
        }),
    });
    const changes = await screen.findByRole('list', {
      name: 'Changes, newest first',
    });
    expect(changes).toHaveTextContent(
      '2 h ago · payment VirtualService in shopIt changed: spec.http[0].route[1].weight from 10 to 25.',
    );
    expect(screen.getByText('Returns')).toBeVisible();
    expect(
      await screen.findByRole('group', { name: /^Topology graph/ }),
    ).toBeVisible();
    expect(api.asked).toContain('topology now production 1h');
  });

  it('says unknown where nothing was measured, and that nothing is wrong where nothing is', async () => {
    renderMesh(PLACE, {
      overview: async () =>
        anOverview({
          answer: 'Nothing needs you',
          problems: [],
          requests: {
            rate: null,
            errorShare: null,
            rateSeries: [],
            errorSeries: [],
          },
          encryption: { ...anOverview().encryption, mtlsShare: null },
        }),
    });
    const needs = await screen.findByRole('region', { name: 'Needs you' });
    expect(needs).toHaveTextContent('Nothing');
    const requests = screen.getByRole('region', { name: 'Requests' });
    expect(within(requests).getAllByText('unknown')).toHaveLength(2);
    expect(
      screen.getByText('unknown: no traffic that a server counted'),
    ).toBeVisible();
  });

  it('offers the change that mends a problem', async () => {
    renderMesh(PLACE, {
      overview: async () =>
        anOverview({
          problems: [
            aProblem({ id: 'a', kind: 'plaintext', title: 'order' }),
            aProblem({ id: 'b', kind: 'canary' }),
            aProblem({ id: 'c' }),
          ],
        }),
    });
    const needs = await screen.findByRole('region', { name: 'Needs you' });
    expect(
      within(needs)
        .getAllByRole('link', { name: /…/ })
        .map(link => link.getAttribute('href')),
    ).toEqual([
      `/mesh/changes/new${KEPT}&template=mtls-mode&p=${encodeURIComponent(
        '{"namespace":"shop","mode":"STRICT"}',
      )}`,
      `/mesh/changes/new${KEPT}&template=canary-abort&p=${encodeURIComponent(
        '{"namespace":"shop","service":"payment"}',
      )}`,
    ]);
  });
});
