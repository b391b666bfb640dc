import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResponseError } from '@backstage/errors';
import { anEnvironment, anOverview, live } from '../../__testUtils__/builders';
import { renderMesh } from '../../__testUtils__/renderMesh';

const address = () => screen.getByLabelText('address').textContent;

function refusal(status: number, name: string, message: string) {
  return ResponseError.fromResponse(
    Response.json(
      { error: { name, message }, response: { statusCode: status } },
      { status },
    ),
  );
}

describe('the mesh pages', () => {
  it('open on the overview of the first environment that may be read', async () => {
    const api = renderMesh('/mesh');
    expect(
      await screen.findByRole('heading', { name: '1 thing needs you' }),
    ).toBeVisible();
    expect(address()).toBe('/mesh/overview?environment=production');
    expect(api.asked).toEqual([
      'overview production 15m',
      'changes production all open',
    ]);
    const locked = screen.getByRole('option', { name: 'Locked: not allowed' });
    expect(locked).toBeDisabled();
    expect(locked).toHaveAttribute('title', 'ask the platform team');
    expect(await screen.findByText(/live · updated \d s ago/)).toBeVisible();
  });

  it('keep environment and window from tab to tab, and drop what belongs to one page', async () => {
    const api = renderMesh('/mesh/mtls?environment=dev&window=1h&text=order');
    await screen.findByRole('heading', {
      name: '1 of 2 services accepts plaintext',
    });
    const tabs = screen.getByRole('navigation', { name: 'Mesh pages' });
    expect(within(tabs).getByRole('link', { name: 'mTLS' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await userEvent.click(within(tabs).getByRole('link', { name: 'Canaries' }));
    await screen.findByRole('heading', { name: '1 canary runs' });
    expect(address()).toBe('/mesh/canaries?environment=dev&window=1h');

    await userEvent.selectOptions(screen.getByLabelText('Window'), '5m');
    await userEvent.selectOptions(
      screen.getByLabelText('Environment'),
      'production',
    );
    await waitFor(() =>
      expect(address()).toBe('/mesh/canaries?environment=production&window=5m'),
    );
    expect(api.asked.at(-1)).toBe('canaries production 5m');
  });

  it('obey the keys unless something is being typed', async () => {
    renderMesh('/mesh/mtls?environment=dev');
    const search = await screen.findByLabelText('Search services');
    await userEvent.keyboard('e');
    expect(screen.getByLabelText('Environment')).toHaveFocus();
    act(() => screen.getByLabelText('Environment').blur());
    await userEvent.keyboard('t');
    expect(screen.getByLabelText('Window')).toHaveFocus();
    act(() => screen.getByLabelText('Window').blur());
    await userEvent.keyboard('/');
    expect(search).toHaveFocus();
    await userEvent.keyboard('te?');
    expect(search).toHaveValue('te?');
    expect(screen.queryByRole('dialog')).toBeNull();
    act(() => search.blur());
    await userEvent.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('take any window up to a day, keep it in the URL, and refuse what is none', async () => {
    const api = renderMesh('/mesh/canaries?environment=dev');
    await userEvent.selectOptions(
      await screen.findByLabelText('Window'),
      'custom',
    );
    const custom = screen.getByLabelText('Custom window');
    expect(custom).toHaveFocus();
    await userEvent.type(custom, '25h');
    expect(custom).toBeInvalid();
    expect(screen.getByRole('button', { name: 'Set' })).toBeDisabled();
    await userEvent.clear(custom);
    await userEvent.type(custom, '45m{Enter}');
    await waitFor(() => expect(api.asked.at(-1)).toBe('canaries dev 45m'));
    expect(address()).toContain('window=45m');
    expect(screen.getByLabelText('Window')).toHaveValue('45m');
  });

  it('keep in the URL that they are paused', async () => {
    renderMesh('/mesh/canaries?environment=dev');
    await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(address()).toContain('paused=yes');
    await userEvent.click(screen.getByRole('link', { name: 'mTLS' }));
    expect(address()).toContain('paused=yes');
    await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
    expect(address()).not.toContain('paused');
  });

  it('say that nothing is configured, and how to change that', async () => {
    renderMesh('/mesh', { environments: async () => [] });
    expect(
      await screen.findByText('No environment is configured'),
    ).toBeVisible();
    expect(screen.getByText('serviceMesh.environments')).toBeVisible();
  });

  it('say who may, when no environment may be read', async () => {
    renderMesh('/mesh', {
      environments: async () => [
        anEnvironment({ readable: false, denied: 'ask the platform team' }),
      ],
    });
    expect(
      await screen.findByText('There is no environment that you may read'),
    ).toBeVisible();
    expect(screen.getByText('ask the platform team')).toBeVisible();
  });

  it('say that the back end does not answer, and try again on demand', async () => {
    let fails = true;
    renderMesh('/mesh', {
      environments: async () => {
        if (fails) {
          throw new Error('Failed to fetch');
        }
        return [anEnvironment()];
      },
    });
    expect(await screen.findByText('Failed to fetch')).toBeVisible();
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: '1 thing needs you' }),
    ).toBeVisible();
  });

  it('say in words what is not allowed and what does not exist', async () => {
    renderMesh('/mesh/overview?environment=locked', {
      overview: async () => {
        throw await refusal(403, 'NotAllowedError', 'ask the platform team');
      },
    });
    expect(await screen.findByText('Not allowed')).toBeVisible();
    expect(screen.getByText('ask the platform team')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('name the service that does not exist', async () => {
    renderMesh('/mesh/services/shop/gone?environment=production', {
      service: async () => {
        throw await refusal(404, 'NotFoundError', 'no service shop/gone');
      },
      onboarding: async () => {
        throw await refusal(404, 'NotFoundError', 'and no change');
      },
    });
    expect(await screen.findByText('Not found')).toBeVisible();
    expect(screen.getByText('no service shop/gone')).toBeVisible();
  });

  it('say which source is stale since when, above what it told before', async () => {
    renderMesh('/mesh/overview?environment=production', {
      overview: async () =>
        anOverview({
          sources: {
            ...live,
            telemetry: {
              state: 'stale',
              since: '2026-11-21T10:42:00Z',
              reason: 'connection refused',
            },
          },
        }),
    });
    const since = new Date('2026-11-21T10:42:00Z').toLocaleTimeString();
    expect(
      await screen.findByText(new RegExp(`Prometheus is away since ${since}`)),
    ).toHaveTextContent('connection refused');
    expect(
      screen.getByRole('heading', { name: '1 thing needs you' }),
    ).toBeVisible();
    expect(screen.queryByText(/The cluster is/)).toBeNull();
  });

  it('say what may not be read and what the catalog cannot add', async () => {
    renderMesh('/mesh/overview?environment=production', {
      overview: async () =>
        anOverview({
          sources: {
            ...live,
            kubernetes: {
              state: 'live',
              unreadable: ['peerauthentications.security.istio.io'],
            },
            catalog: { state: 'unavailable', reason: 'It does not answer.' },
          },
        }),
    });
    expect(
      await screen.findByText(/may not read peerauthentications/),
    ).toBeVisible();
    expect(screen.getByText(/The catalog is not available/)).toBeVisible();
  });
});
