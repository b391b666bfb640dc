import { screen, within } from '@testing-library/react';
import { aCanary, live } from '../../__testUtils__/builders';
import { renderMesh } from '../../__testUtils__/renderMesh';

const PLACE = '/mesh/canaries?environment=production';

describe('the canaries page', () => {
  it('shows what is declared, applied and observed, the verdict, the versions and the steps', async () => {
    renderMesh(PLACE);
    const card = await screen.findByRole('region', { name: 'payment · shop' });
    expect(card).toHaveTextContent('Declaredno controller declares a split');
    expect(card).toHaveTextContent('Appliedv1 75.0 %, v2 25.0 %');
    expect(card).toHaveTextContent(
      'Observedv1 76.0 % (74.0 % – 78.0 %), v2 24.0 % (22.0 % – 26.0 %)',
    );
    expect(card).toHaveTextContent(
      'since unknown: no object tells when the weights changed',
    );
    expect(
      within(card).getByText('Inconclusive: 450 requests on v2 in 15m.'),
    ).toBeVisible();
    expect(
      within(card).getByRole('row', { name: /^v2 \(canary\)/ }),
    ).toHaveTextContent('0.5 req/s0.2 %42 msunknown1 of 1');
    expect(within(card).getByText(/25 %$/, { selector: 'li' })).toHaveAttribute(
      'aria-current',
      'step',
    );
    expect(
      within(card).getByRole('link', { name: 'See payment' }),
    ).toHaveAttribute(
      'href',
      '/mesh/services/shop/payment?environment=production',
    );
  });

  it('offers the changes that go on with a canary, unless a controller does', async () => {
    renderMesh(PLACE, {
      canaries: async () => ({
        answer: '2 canaries run',
        items: [
          aCanary(),
          aCanary({ id: 'rollout', service: 'user', source: 'argo-rollouts' }),
        ],
        sources: live,
      }),
    });
    const card = await screen.findByRole('region', { name: 'payment · shop' });
    const known = encodeURIComponent(
      '{"namespace":"shop","service":"payment","version":"v2"}',
    );
    expect(
      within(card)
        .getAllByRole('link', { name: /… payment$/ })
        .map(link => link.getAttribute('href')),
    ).toEqual(
      ['canary-step', 'canary-promote', 'canary-abort'].map(
        template =>
          `/mesh/changes/new?environment=production&template=${template}&p=${known}`,
      ),
    );
    expect(
      screen.getByRole('region', { name: 'user · shop' }),
    ).toHaveTextContent('Argo Rollouts moves its requests');
  });

  it('opens the reasons of the canary that the URL names', async () => {
    renderMesh(`${PLACE}&panel=canary+virtualservice:shop/payment`);
    expect(
      await screen.findByRole('dialog', {
        name: 'Why: payment is Progressing',
      }),
    ).toHaveTextContent('The route of the VirtualService has two versions.');
  });

  it('says that nothing was counted rather than showing a split', async () => {
    renderMesh(PLACE, {
      canaries: async () => ({
        answer: '1 canary failed',
        items: [
          aCanary({
            source: 'flagger',
            phase: 'Failed',
            rawPhase: 'Failed',
            since: '2026-11-21T10:31:00Z',
            reason: 'the success rate is below 99 %',
            observed: null,
            observedRequests: null,
          }),
        ],
        sources: live,
      }),
    });
    const card = await screen.findByRole('region', { name: 'payment · shop' });
    expect(card).toHaveTextContent('unknown: no requests were counted');
    expect(card).toHaveTextContent('by Flagger');
    expect(
      within(card).getByText('the success rate is below 99 %'),
    ).toBeVisible();
    expect(within(card).getByText(/./, { selector: 'time' })).toHaveAttribute(
      'datetime',
      '2026-11-21T10:31:00Z',
    );
  });

  it('teaches what a canary is when there is none', async () => {
    renderMesh(PLACE, {
      canaries: async () => ({
        answer: 'No canary runs',
        items: [],
        sources: live,
      }),
    });
    expect(await screen.findByText(/A canary is a new version/)).toBeVisible();
  });
});
