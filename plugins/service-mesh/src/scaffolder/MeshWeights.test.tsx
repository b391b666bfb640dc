import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTemplate } from './__testUtils__/renderTemplate';

const SHARE = {
  title: 'Share',
  type: 'integer',
  minimum: 1,
  maximum: 99,
  'ui:field': 'MeshWeights',
};

const WEIGHTS = {
  title: 'Weights',
  type: 'array',
  'ui:field': 'MeshWeights',
  items: {
    type: 'object',
    properties: { version: { type: 'string' }, weight: { type: 'integer' } },
  },
};

const CHOSEN = { environment: 'dev', service: 'shop/order' };

describe('MeshWeights', () => {
  it('takes a share by slider or figure', async () => {
    const form = renderTemplate({ share: SHARE }, { initial: { share: 10 } });
    const slider = screen.getByRole('slider', { name: 'Share, slider' });
    const figure = screen.getByRole('spinbutton', { name: 'Share' });
    fireEvent.change(slider, { target: { value: 25 } });
    expect(figure).toHaveValue(25);
    slider.focus();
    expect(slider).toHaveFocus();
    await userEvent.clear(figure);
    await userEvent.type(figure, '30');
    expect(slider).toHaveAttribute('aria-valuetext', '30 percent');
    expect(await form.values()).toEqual({ share: 30 });
  });

  it('refuses a share outside its limits', async () => {
    const form = renderTemplate({ share: SHARE }, { initial: { share: 100 } });
    expect(screen.getByText('1 to 99')).toBeVisible();
    expect(screen.getByRole('spinbutton', { name: 'Share' })).toBeInvalid();
    await form.review();
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('adds up the weights of all versions', async () => {
    const form = renderTemplate({ weights: WEIGHTS }, { initial: CHOSEN });
    await userEvent.type(
      await screen.findByRole('spinbutton', { name: 'v1' }),
      '80',
    );
    await userEvent.type(screen.getByRole('spinbutton', { name: 'v2' }), '10');
    expect(
      screen.getByText('The weights add up to 90 %, not 100 %'),
    ).toBeVisible();
    await form.review();
    expect(
      (
        await screen.findAllByText(/Change them so that they add up to 100 %./)
      )[0],
    ).toBeVisible();
    await userEvent.type(
      screen.getByRole('spinbutton', { name: 'v2' }),
      '{backspace}{backspace}20',
    );
    expect(await form.values()).toMatchObject({
      weights: [
        { version: 'v1', weight: 80 },
        { version: 'v2', weight: 20 },
      ],
    });
  });
});
