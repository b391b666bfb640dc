import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anEnvironment } from '../__testUtils__/builders';
import { renderTemplate } from './__testUtils__/renderTemplate';

const SERVICE = {
  title: 'Service',
  type: 'object',
  'ui:field': 'MeshServicePicker',
  properties: {
    namespace: { type: 'string' },
    service: { type: 'string' },
  },
};

const CALLERS = {
  title: 'Callers',
  type: 'array',
  items: {
    title: 'Caller',
    type: 'object',
    'ui:field': 'MeshAccountPicker',
    properties: {
      namespace: { type: 'string' },
      serviceAccount: { type: 'string' },
      path: { title: 'Path', type: 'string' },
    },
  },
};

const options = () =>
  screen.findByRole('listbox').then(list =>
    within(list)
      .getAllByRole('option')
      .map(({ textContent }) => textContent),
  );

describe('MeshEnvironmentPicker', () => {
  const ENVIRONMENT = {
    title: 'Environment',
    type: 'string',
    'ui:field': 'MeshEnvironmentPicker',
  };

  it('offers what may be read, and says of the rest who may', async () => {
    const form = renderTemplate({ environment: ENVIRONMENT });
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
    const select = await screen.findByRole('combobox', { name: 'Environment' });
    expect(
      screen.getByRole('option', { name: 'Locked: not allowed' }),
    ).toBeDisabled();
    expect(
      screen.getByRole('list', { name: 'Environments that you may not use' }),
    ).toHaveTextContent('Locked: ask the platform team');
    await userEvent.selectOptions(select, 'dev');
    expect(await form.values()).toEqual({ environment: 'dev' });
  });

  it.each([
    [
      'qa',
      'There is no environment qa. Choose one of: locked, production, dev.',
    ],
    ['locked', 'You may not use Locked: ask the platform team'],
  ])('refuses %s', async (environment, message) => {
    const form = renderTemplate(
      { environment: ENVIRONMENT },
      { initial: { environment } },
    );
    await screen.findByRole('combobox', { name: 'Environment' });
    await form.review();
    expect((await screen.findAllByText(new RegExp(message)))[0]).toBeVisible();
  });

  it('offers those of some meshes', async () => {
    renderTemplate(
      {
        environment: { ...ENVIRONMENT, 'ui:options': { meshes: ['Bank'] } },
      },
      {
        answers: {
          environments: async () => [
            anEnvironment(),
            anEnvironment({ name: 'bank', title: 'Bank live', mesh: 'Bank' }),
          ],
        },
      },
    );
    expect(
      await screen.findByRole('option', { name: 'Bank live' }),
    ).toBeVisible();
    expect(screen.queryByRole('option', { name: 'Production' })).toBeNull();
  });

  it('says when there is none, and asks again after an error', async () => {
    let isAway = true;
    renderTemplate(
      { environment: ENVIRONMENT },
      {
        answers: {
          environments: async () => {
            if (isAway) {
              throw new Error('The back end is away.');
            }
            return [];
          },
        },
      },
    );
    expect(await screen.findByText('The back end is away.')).toBeVisible();
    isAway = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText(/No environment is configured/),
    ).toBeVisible();
  });
});

describe('MeshServicePicker', () => {
  it('offers the services of the namespace, and gives both', async () => {
    const form = renderTemplate(
      { service: SERVICE },
      { initial: { environment: 'dev' } },
    );
    await userEvent.type(
      screen.getByRole('combobox', { name: 'Namespace' }),
      'shop',
    );
    await waitFor(() =>
      expect(form.api.asked).toContain(
        'form dev allow-caller {"namespace":"shop"}',
      ),
    );
    await userEvent.click(screen.getByRole('combobox', { name: 'Service' }));
    expect(await options()).toEqual(['order', 'payment']);
    await userEvent.click(screen.getByRole('option', { name: 'order' }));
    expect(await form.values()).toEqual({
      environment: 'dev',
      service: { namespace: 'shop', service: 'order' },
    });
  });

  it('gives a text where the schema asks for one, and finds the environment where it is told', async () => {
    const form = renderTemplate(
      {
        from: {
          type: 'string',
          'ui:field': 'MeshServicePicker',
          'ui:options': { environment: 'place.mesh' },
        },
      },
      { initial: { place: { mesh: 'dev' }, from: 'shop/order' } },
    );
    const service = screen.getByRole('combobox', { name: 'Service' });
    expect(service).toHaveValue('order');
    await userEvent.clear(service);
    await userEvent.type(service, 'payment');
    expect(await form.values()).toMatchObject({ from: 'shop/payment' });
  });

  it.each([
    [
      'mars',
      'order',
      'There is no namespace mars in dev. There is: shop, data.',
    ],
    [
      'shop',
      'billing',
      'Namespace shop has no service billing. There is: order, payment.',
    ],
  ])('refuses %s/%s', async (namespace, service, message) => {
    const form = renderTemplate(
      { service: SERVICE },
      { initial: { environment: 'dev', service: { namespace, service } } },
    );
    await form.review();
    expect((await screen.findAllByText(new RegExp(message)))[0]).toBeVisible();
  });

  it('takes a service that is to be made', async () => {
    const form = renderTemplate(
      { service: { ...SERVICE, 'ui:options': { allowUnknown: true } } },
      {
        initial: {
          environment: 'dev',
          service: { namespace: 'shop', service: 'returns' },
        },
      },
    );
    expect(
      await screen.findByText('Namespace shop has no service returns yet.'),
    ).toBeVisible();
    expect(await form.values()).toMatchObject({
      service: { service: 'returns' },
    });
  });

  it('says what is wrong beside the name', async () => {
    const form = renderTemplate(
      {
        service: {
          ...SERVICE,
          properties: {
            namespace: { type: 'string' },
            service: {
              type: 'string',
              pattern: '^[a-z-]+$',
              errorMessage: { pattern: 'Use small letters and hyphens.' },
            },
          },
        },
      },
      {
        initial: {
          environment: 'dev',
          service: { namespace: 'shop', service: 'Order' },
        },
      },
    );
    await form.review();
    expect(
      await screen.findByRole('combobox', { name: 'Service' }),
    ).toHaveAccessibleDescription('Use small letters and hyphens.');
  });

  it('wants the environment first, and asks again after an error', async () => {
    renderTemplate({ service: SERVICE });
    expect(screen.getByText('Choose the environment first.')).toBeVisible();
  });

  it('shows why nothing can be offered', async () => {
    renderTemplate(
      { service: SERVICE },
      {
        initial: { environment: 'dev' },
        answers: {
          changeForm: async () => {
            throw new Error('The repository host is away.');
          },
        },
      },
    );
    expect(
      await screen.findByText('The repository host is away.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

describe('MeshAccountPicker', () => {
  it('offers accounts of the namespace, and leaves the rest of an entry to the form', async () => {
    const form = renderTemplate(
      { callers: CALLERS },
      {
        initial: {
          environment: 'dev',
          callers: [{ namespace: 'shop', path: '/a' }],
        },
      },
    );
    const account = screen.getByRole('combobox', { name: 'Service account' });
    await waitFor(() => expect(form.api.asked).toHaveLength(1));
    await userEvent.click(account);
    expect(await options()).toEqual(['order', 'web']);
    await userEvent.click(screen.getByRole('option', { name: 'web' }));
    const path = screen.getByRole('textbox', { name: 'Path' });
    await userEvent.clear(path);
    await userEvent.type(path, '/b');
    expect(await form.values()).toMatchObject({
      callers: [{ namespace: 'shop', serviceAccount: 'web', path: '/b' }],
    });
  });
});

describe('MeshAccountPicker in a list', () => {
  it('refuses the entry that is wrong', async () => {
    const form = renderTemplate(
      { callers: CALLERS },
      {
        initial: {
          environment: 'dev',
          callers: [
            { namespace: 'shop', serviceAccount: 'web' },
            { namespace: 'shop', serviceAccount: 'nobody' },
          ],
        },
      },
    );
    await form.review();
    expect(
      (
        await screen.findAllByText(
          /Entry 2: Namespace shop has no service account nobody. There is: order, web./,
        )
      )[0],
    ).toBeVisible();
  });
});

describe('MeshVersionPicker', () => {
  const VERSION = {
    title: 'Version',
    type: 'string',
    'ui:field': 'MeshVersionPicker',
  };

  it('offers the versions of the chosen service', async () => {
    const form = renderTemplate(
      { version: VERSION },
      { initial: { environment: 'dev', service: 'shop/order' } },
    );
    await waitFor(() =>
      expect(form.api.asked).toContain(
        'form dev allow-caller {"namespace":"shop","service":"order"}',
      ),
    );
    await userEvent.click(screen.getByRole('combobox', { name: 'Version' }));
    expect(await options()).toEqual(['v1', 'v2']);
    await userEvent.click(screen.getByRole('option', { name: 'v2' }));
    expect(await form.values()).toMatchObject({ version: 'v2' });
  });

  it('refuses one that does not run', async () => {
    const form = renderTemplate(
      { version: VERSION },
      {
        initial: { environment: 'dev', service: 'shop/order', version: 'v9' },
      },
    );
    await form.review();
    expect(
      (
        await screen.findAllByText(
          /Service order has no version v9. There is: v1, v2./,
        )
      )[0],
    ).toBeVisible();
  });

  it('says why it offers none', async () => {
    renderTemplate({ version: VERSION }, { initial: { environment: 'dev' } });
    expect(
      screen.getByText('Choose the environment and the service first.'),
    ).toBeVisible();
  });
});
