import axe from 'axe-core';
import { ResponseError } from '@backstage/errors';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aChange } from '../../__testUtils__/changes';
import { live } from '../../__testUtils__/live';
import { anOnboarding, aStep } from '../../__testUtils__/onboarding';
import { renderMesh } from '../../__testUtils__/renderMesh';

const PLACE = '/mesh/services/shop/returns?environment=production';
const address = () => screen.getByLabelText('address').textContent;

const onItsWay = () =>
  anOnboarding({
    service: 'returns',
    says: '1 of 13 steps is done for returns. Reviewed and merged: Waits for review and merge.',
    state: 'in-progress',
    steps: [
      aStep({
        id: 'proposed',
        title: 'Proposed',
        says: 'Onboard returns, by sam.',
        since: '2026-11-21T10:00:00Z',
        change: 'c1',
        pullRequest: { number: 12, url: 'https://git.test/pulls/12' },
      }),
      aStep({
        id: 'merged',
        title: 'Reviewed and merged',
        state: 'waiting',
        says: 'Waits for review and merge.',
        because: [],
        change: 'c1',
        pullRequest: { number: 12, url: 'https://git.test/pulls/12' },
        next: {
          title: 'Merge pull request #12',
          url: 'https://git.test/pulls/12',
        },
      }),
      aStep({
        id: 'encryption',
        title: 'Encryption required',
        state: 'failed',
        says: 'Port 8080 takes plaintext too.',
        next: {
          title: 'Require mTLS…',
          change: {
            template: 'mtls-mode',
            parameters: { namespace: 'shop', mode: 'STRICT' },
          },
        },
      }),
      aStep({
        state: 'unknown',
        says: 'Prometheus does not answer since 10:42 UTC.',
        because: [],
      }),
      aStep({
        id: 'dependencies',
        title: 'Dependencies let it in',
        state: 'not-needed',
        says: 'It calls nothing.',
        because: [],
      }),
    ],
  });

async function notFound(message: string): Promise<never> {
  throw await ResponseError.fromResponse(
    Response.json(
      {
        error: { name: 'NotFoundError', message },
        response: { statusCode: 404 },
      },
      { status: 404 },
    ),
  );
}

const absent = { service: () => notFound('no service shop/returns') };

const panel = () => screen.findByRole('region', { name: 'Onboarding' });

const steps = async () =>
  within(
    within(await panel()).getByRole('list', { name: 'Steps into the mesh' }),
  ).getAllByRole('listitem');

async function problems(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { region: { enabled: false } },
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
}

describe('the checklist of a service', () => {
  afterEach(() => jest.useRealTimers());

  it('is one line when all is done, and shows the checks on demand', async () => {
    renderMesh('/mesh/services/shop/payment?environment=production', {
      onboarding: async () => anOnboarding({ since: '2026-11-21T10:00:00Z' }),
    });
    const card = await panel();
    await waitFor(() =>
      expect(card).toHaveTextContent(/In the mesh\s?since .*, 1 check green/),
    );
    expect(within(card).queryByRole('list')).toBeNull();
    await userEvent.click(
      within(card).getByRole('button', { name: 'Show the checks' }),
    );
    expect(address()).toContain('checklist=all');
    expect((await steps()).map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Proposed · not needed/),
      expect.stringMatching(/^Traffic flows · done12 req\/s from order\./),
    ]);
    await userEvent.click(
      within(card).getByRole('button', {
        name: 'Why: Traffic flows: done',
      }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Why: Traffic flows: done' }),
    ).toHaveTextContent('istio_requests_total');
  });

  it('stands on the page of a service that the cluster does not have yet, with what it waits for', async () => {
    renderMesh(PLACE, {
      ...absent,
      onboarding: async () => onItsWay(),
      changes: async () => ({ answer: '', items: [aChange()] }),
    });
    expect(
      await screen.findByRole('heading', { level: 1, name: 'returns' }),
    ).toBeVisible();
    expect(screen.getByText('production does not have it yet')).toBeVisible();
    expect(await panel()).toHaveTextContent('1 of 13 steps is done');
    const [proposed, merged, encryption, traffic, dependencies] = await steps();
    expect(proposed).toHaveTextContent(
      /^Proposed · doneOnboard returns, by sam\./,
    );
    expect(
      within(proposed).getByRole('link', {
        name: 'Change of the step Proposed',
      }),
    ).toHaveAttribute('href', '/mesh/changes/c1?environment=production');
    expect(merged).toHaveAttribute('aria-current', 'step');
    expect(
      within(merged).getByRole('link', { name: /Merge pull request #12/ }),
    ).toHaveAttribute('href', 'https://git.test/pulls/12');
    expect(encryption).toHaveTextContent('Encryption required · failed');
    const href =
      within(encryption)
        .getByRole('link', { name: 'Require mTLS… returns' })
        .getAttribute('href') ?? '';
    const asked = new URL(href, 'http://portal.test').searchParams;
    expect(asked.get('template')).toBe('mtls-mode');
    expect(JSON.parse(asked.get('p') ?? '')).toEqual({
      namespace: 'shop',
      mode: 'STRICT',
    });
    expect(traffic).toHaveTextContent('Traffic flows · unknown');
    expect(dependencies).toHaveTextContent('· not needed');
    expect(await problems()).toEqual([]);
  });

  it('offers to onboard a service that nobody knows', async () => {
    renderMesh(PLACE, {
      ...absent,
      onboarding: () => notFound('no change either'),
    });
    expect(await screen.findByText('Not found')).toBeVisible();
    expect(screen.getByText('no service shop/returns')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Onboard returns…' }),
    ).toHaveAttribute('href', expect.stringContaining('onboard-service'));
  });

  it('says that it cannot be told, and tries again on demand', async () => {
    let fails = true;
    renderMesh('/mesh/services/shop/payment?environment=production', {
      onboarding: async () => {
        if (fails) {
          throw new Error('Failed to fetch');
        }
        return anOnboarding();
      },
    });
    expect(await panel()).toHaveTextContent('Failed to fetch');
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(async () =>
      expect(await panel()).toHaveTextContent('1 check green'),
    );
  });

  it('keeps the last answer when a refresh fails, and says that it is older', async () => {
    jest.useFakeTimers();
    let isAway = false;
    renderMesh('/mesh/services/shop/payment?environment=production', {
      onboarding: async () => {
        if (isAway) {
          throw new Error('Failed to fetch');
        }
        return onItsWay();
      },
    });
    await panel();
    isAway = true;
    await act(() => jest.advanceTimersByTimeAsync(11_000));
    expect(await panel()).toHaveTextContent('What is shown is older.');
    expect(await steps()).toHaveLength(5);
  });

  it('is not shown for a host outside the mesh', async () => {
    renderMesh('/mesh/services/shop/payment?environment=production', {
      onboarding: async () =>
        anOnboarding({ steps: [], state: 'not-started', sources: live }),
    });
    expect(
      await screen.findByRole('heading', { level: 1, name: 'payment' }),
    ).toBeVisible();
    await waitFor(() =>
      expect(screen.queryByRole('region', { name: 'Onboarding' })).toBeNull(),
    );
  });
});
