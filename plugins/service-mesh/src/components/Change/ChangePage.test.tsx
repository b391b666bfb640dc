import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aChange,
  aChangeDetail,
  aChangePreview,
} from '../../__testUtils__/changes';
import { renderMesh } from '../../__testUtils__/renderMesh';
import type { ChangeStep } from '../../api/ServiceMeshApi';

const PLACE = '/mesh/changes/c1?environment=production';
const address = () => screen.getByLabelText('address').textContent;

describe('the page of a change', () => {
  afterEach(() => jest.useRealTimers());

  it('says where it is, who did what, and what it waits for', async () => {
    renderMesh(PLACE);
    expect(
      await screen.findByRole('heading', {
        name: 'Send 10 % of payment to v2. Waits for a review of payments.',
      }),
    ).toBeVisible();
    const stages = within(
      screen.getByRole('list', { name: 'Stages' }),
    ).getAllByRole('listitem');
    expect(stages.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^proposed · donePull request 12sam, .* ago$/),
      'reviewed · nowWaits for a review of payments.',
      'merged · to comeafter the review',
      'synced · to comeafter the merge',
      'live · to comeafter the sync',
    ]);
    expect(stages[1]).toHaveAttribute('aria-current', 'step');
    expect(screen.getByText('1.2 req/s of payment move to v2.')).toBeVisible();
    expect(screen.queryByRole('checkbox')).toBeNull();
    await userEvent.click(screen.getByRole('tab', { name: 'Parameters' }));
    expect(
      screen.getByLabelText('Parameters', { selector: 'pre' }),
    ).toHaveTextContent('"service": "payment"');
    expect(
      screen.getByRole('list', { name: 'Events, newest first' }),
    ).toHaveTextContent('proposed by samThe pull request is open.');
  });

  it('leads from an onboarding to the page of the service, in its environment', async () => {
    renderMesh(PLACE, {
      change: async () =>
        aChangeDetail({ template: 'onboard-service', environment: 'dev' }),
    });
    expect(
      await screen.findByRole('link', {
        name: 'Follow it on the page of payment',
      }),
    ).toHaveAttribute('href', '/mesh/services/shop/payment?environment=dev');
  });

  it('shows conflicts, checks, reviews, trouble and related changes', async () => {
    renderMesh(PLACE, {
      change: async () =>
        aChangeDetail({
          state: 'needs-attention',
          problem: {
            says: 'The repository host refuses.',
            since: '2026-11-21T10:00:00Z',
          },
          expiresAt: '2026-11-20T10:00:00Z',
          overdue: true,
          supersededBy: 'c9',
          checks: [
            { name: 'lint', state: 'failure', url: 'https://ci.test/1' },
          ],
          reviews: [{ by: 'robin', state: 'changes-requested' }],
          conflicts: [
            {
              object: {
                apiVersion: 'networking.istio.io/v1',
                kind: 'VirtualService',
                namespace: 'shop',
                name: 'payment',
              },
              field: 'spec.http[0]',
              expected: '0',
              found: '5',
              wanted: '10',
            },
          ],
        }),
    });
    const table = await screen.findByRole('table', { name: 'Conflicts' });
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent(
      'VirtualService paymentspec.http[0]0510',
    );
    expect(screen.getByText(/The repository host refuses./)).toHaveTextContent(
      /Since .* ago/,
    );
    expect(screen.getByText(/It should have been taken back/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'See it' })).toHaveAttribute(
      'href',
      '/mesh/changes/c9?environment=production',
    );
    expect(
      screen.getByRole('region', { name: 'Checks of the repository host' }),
    ).toHaveTextContent('failurelint');
    expect(screen.getByRole('region', { name: 'Reviews' })).toHaveTextContent(
      'asks for changesrobin',
    );
  });

  it('shows what an action would do before it is done, and goes to the change that came of it', async () => {
    const steps: ChangeStep[] = [];
    renderMesh(PLACE, {
      change: async id =>
        aChangeDetail({
          id,
          actions: [{ action: 'revert', allowed: id === 'c1' }],
        }),
      actOnChange: async (_: string, step: ChangeStep) => {
        steps.push(step);
        return {
          preview: aChangePreview({ title: 'Send all to v1 again' }),
          ...(!step.dryRun && { change: aChange({ id: 'c2' }) }),
        };
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Revert…' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Revert: Send 10 % of payment to v2',
    });
    expect(address()).toContain('action=revert');
    expect(
      await within(dialog).findByText('Send all to v1 again'),
    ).toBeVisible();
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'Errors');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Revert' }),
    );
    await waitFor(() =>
      expect(address()).toBe('/mesh/changes/c2?environment=production'),
    );
    expect(steps).toEqual([
      { action: 'revert', dryRun: true },
      { action: 'revert', dryRun: false, reason: 'Errors' },
    ]);
  });

  it('does not offer what is not allowed, and says why', async () => {
    const api = renderMesh(`${PLACE}&action=revert`, {
      actOnChange: async () => ({
        preview: aChangePreview({ blockedBy: ['The branch is protected.'] }),
      }),
    });
    const revert = await screen.findByRole('button', { name: 'Revert…' });
    expect(revert).toBeDisabled();
    expect(revert).toHaveAccessibleDescription('It is not merged.');
    expect(screen.queryByRole('dialog')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw…' }));
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText('The branch is protected.'),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('button', { name: 'Withdraw' }),
    ).toBeDisabled();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const before = api.asked.length;
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    await waitFor(() => expect(api.asked.slice(before)).toContain('change c1'));
  });

  it('asks every five seconds until the change is at its end', async () => {
    jest.useFakeTimers();
    let state: 'synced' | 'live' = 'synced';
    let asked = 0;
    renderMesh(PLACE, {
      change: async () => {
        asked++;
        return aChangeDetail({ state, says: state });
      },
    });
    await screen.findByRole('heading', { name: /\. synced$/ });
    const pass = (ms: number) =>
      act(async () => {
        await jest.advanceTimersByTimeAsync(ms);
      });
    await pass(5_000);
    expect(asked).toBe(2);
    state = 'live';
    await pass(5_000);
    expect(screen.getByRole('heading', { name: /\. live$/ })).toBeVisible();
    await pass(30_000);
    expect(asked).toBe(3);
  });

  it('asks at once when the back end says that something moved', async () => {
    const listeners: ((message: string) => void)[] = [];
    const api = renderMesh(
      PLACE,
      {},
      {
        subscribe: (channel, onMessage) => {
          listeners.push(
            message =>
              channel === 'service-mesh:changes' &&
              onMessage(JSON.parse(message)),
          );
          return { unsubscribe: () => {} };
        },
      },
    );
    await screen.findByRole('list', { name: 'Stages' });
    const before = api.asked.length;
    act(() => listeners.forEach(tell => tell('{"id":"c1"}')));
    await waitFor(() => expect(api.asked.slice(before)).toEqual(['change c1']));
  });
});
