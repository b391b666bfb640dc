import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aChange,
  aChangePreview,
  aChangeTemplate,
} from '../../__testUtils__/changes';
import { renderMesh } from '../../__testUtils__/renderMesh';
import type { ChangeRequest } from '@ecotrack/backstage-plugin-service-mesh-common';

const address = () =>
  decodeURIComponent(
    (screen.getByLabelText('address').textContent ?? '').replace(/\+/g, ' '),
  );
const NEW = '/mesh/changes/new?environment=production';
const place = (parameters: object, more = '') =>
  `${NEW}&template=traffic-weights&p=${encodeURIComponent(
    JSON.stringify(parameters),
  )}${more}`;
const PAYMENT = { namespace: 'shop', service: 'payment' };

describe('the chooser of a template', () => {
  it('groups by topic, searches, and keeps the parameters that a template has', async () => {
    renderMesh(`${NEW}&p=${encodeURIComponent(JSON.stringify(PAYMENT))}`);
    const security = await screen.findByRole('region', { name: 'Security' });
    expect(
      within(security).getByRole('link', { name: 'mTLS mode' }),
    ).toHaveAttribute(
      'href',
      `${NEW}&template=mtls-mode&p=${encodeURIComponent(
        '{"namespace":"shop"}',
      )}`,
    );
    await userEvent.type(screen.getByLabelText('Search templates'), 'shares');
    expect(screen.queryByRole('region', { name: 'Security' })).toBeNull();
    await userEvent.click(screen.getByRole('link', { name: 'Split requests' }));
    expect(
      await screen.findByRole('combobox', { name: 'Service' }),
    ).toHaveValue('payment');
  });

  it('says when a template does not exist', async () => {
    renderMesh(`${NEW}&template=nonsense`);
    expect(
      await screen.findByText(/There is no template nonsense/),
    ).toBeVisible();
  });
});

describe('the form of a change', () => {
  it('shows effect, diff and checks as one types, and holds what was typed in the URL', async () => {
    const api = renderMesh(place(PAYMENT));
    expect(
      await screen.findByRole('region', { name: 'Send 10 % of payment to v2' }),
    ).toHaveTextContent('1.2 req/s of payment move to v2.');
    const service = screen.getByRole('combobox', { name: 'Service' });
    await userEvent.click(service);
    expect(
      within(await screen.findByRole('listbox', { name: 'Service' }))
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['order', 'payment']);
    await userEvent.clear(service);
    await userEvent.type(service, 'order');
    await waitFor(() =>
      expect(api.asked).toContain(
        'preview production traffic-weights {"namespace":"shop","service":"order"}',
      ),
    );
    expect(address()).toContain('p={"namespace":"shop","service":"order"}');
    expect(
      api.asked.filter(question => question.startsWith('preview')).length,
    ).toBeLessThan(6);

    await userEvent.click(screen.getByRole('tab', { name: 'Diff (1)' }));
    expect(
      screen.getByLabelText('Diff of base/payment.yaml'),
    ).toHaveTextContent('kind: VirtualService-weight: 0+weight: 10');
    await userEvent.click(screen.getByRole('tab', { name: 'Checks' }));
    expect(screen.getByRole('list', { name: 'Checks' })).toHaveTextContent(
      'passedschemaAll fit.',
    );
    expect(address()).toContain('tab=checks');
  });

  it('adds up weights, and says what is wrong beside the field', async () => {
    renderMesh(
      place({
        ...PAYMENT,
        routes: [
          { version: 'v1', weight: 80 },
          { version: 'v2', weight: 10 },
        ],
      }),
      {
        proposeChange: async () => ({
          preview: aChangePreview({
            effect: { known: false, unknown: [], sentences: [], items: [] },
            problems: [
              { field: 'routes[1].weight', message: 'Weights add up to 100.' },
              { field: '', message: 'Two versions are needed.' },
            ],
            blockedBy: ['The parameters are not complete.'],
          }),
        }),
      },
    );
    expect(
      await screen.findByText('The weights add up to 90 %, not 100 %'),
    ).toBeVisible();
    expect(await screen.findByText('Two versions are needed.')).toBeVisible();
    expect(screen.getByRole('tabpanel')).toHaveTextContent(
      'unknown: the change cannot be made as it is asked for',
    );
    const [first, second] = screen.getAllByLabelText('Weight');
    expect(second).toHaveAccessibleDescription('Weights add up to 100.');
    expect(second).toBeInvalid();
    expect(first).not.toBeInvalid();
    expect(screen.getByRole('button', { name: 'Propose' })).toBeDisabled();
    expect(
      screen.getByRole('button', { name: 'Propose' }),
    ).toHaveAccessibleDescription('The parameters are not complete.');

    await userEvent.clear(second);
    await userEvent.type(second, '20');
    expect(screen.getByText('The weights add up to 100 %')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove entry 1' }),
    );
    expect(
      screen.getByText('The weights add up to 20 %, not 100 %'),
    ).toBeVisible();
    expect(address()).toContain('"routes":[{"version":"v2","weight":20}]');
  });

  it('proposes with reason and draft, and goes to the page of the change', async () => {
    const sent: ChangeRequest[] = [];
    const api = renderMesh(place(PAYMENT, '&reason=Try+v2'), {
      proposeChange: async (_: string, request: ChangeRequest) => {
        sent.push(request);
        return {
          preview: aChangePreview(),
          ...(!request.dryRun && { change: aChange({ id: 'c7' }) }),
        };
      },
    });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Draft' }),
    );
    const propose = screen.getByRole('button', { name: 'Propose' });
    await waitFor(() => expect(propose).toBeEnabled());
    expect(screen.getByRole('region', { name: 'Proposal' })).toHaveTextContent(
      'mesh/production/shop-payment/weights-1 into mainReviewers: group:default/payments',
    );
    await userEvent.click(propose);
    await waitFor(() => expect(api.asked).toContain('change c7'));
    expect(sent.at(-1)).toEqual({
      template: 'traffic-weights',
      parameters: PAYMENT,
      reason: 'Try v2',
      acknowledgeUnknown: false,
      draft: true,
      dryRun: false,
    });
  });

  it('asks to acknowledge what is not known, and says who may propose', async () => {
    const preview = (acknowledged: boolean) =>
      aChangePreview({
        effect: {
          known: false,
          unknown: ['The Helm chart is not rendered.'],
          sentences: ['Requests move to v2.'],
          items: [],
        },
        blockedBy: acknowledged ? [] : ['Acknowledge what is not known.'],
      });
    renderMesh(place(PAYMENT), {
      proposeChange: async (
        _: string,
        { acknowledgeUnknown }: ChangeRequest,
      ) => ({ preview: preview(acknowledgeUnknown) }),
    });
    const unknown = await screen.findByRole('region', { name: 'Not known' });
    expect(unknown).toHaveTextContent('The Helm chart is not rendered.');
    const propose = screen.getByRole('button', { name: 'Propose' });
    expect(propose).toHaveAccessibleDescription(
      'Acknowledge what is not known.',
    );
    await userEvent.click(within(unknown).getByRole('checkbox'));
    await waitFor(() => expect(propose).toBeEnabled());
  });

  it('shows the items worst first, what blocks for want of permission, and the end of a time-boxed change', async () => {
    const item = {
      kind: 'access' as const,
      before: 'allowed',
      after: 'refused',
      because: [{ says: 'The policy names nobody.' }],
    };
    renderMesh(place(PAYMENT, '&end=2026-11-22T10:00:00.000Z'), {
      changeTemplates: async () => [aChangeTemplate({ timeBoxed: true })],
      proposeChange: async () => ({
        preview: aChangePreview({
          effect: {
            known: true,
            sentences: [],
            items: [
              { ...item, severity: 'mends', subject: 'user', requestRate: 9 },
              { ...item, severity: 'breaks', subject: 'a', requestRate: 1 },
              { ...item, severity: 'breaks', subject: 'b', requestRate: 2 },
              { ...item, severity: 'changes', subject: 'c', requestRate: null },
            ],
          },
          permission: { allowed: false, reason: 'Ask the team payments.' },
          expires: 'It ends by hand.',
        }),
      }),
    });
    const list = await screen.findByRole('list', { name: 'What is touched' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      expect.stringMatching(/^breaksb .*allowed → refused2 req\/s/),
      expect.stringMatching(/^breaksa /),
      expect.stringMatching(/^changesc .*unknown: not observed/),
      expect.stringMatching(/^mendsuser /),
    ]);
    expect(
      screen.getByRole('button', { name: 'Propose' }),
    ).toHaveAccessibleDescription('Ask the team payments.');
    expect(screen.getByText('It ends by hand.')).toBeVisible();
    expect(screen.getByLabelText(/^End/)).not.toHaveValue('');
  });

  it('keeps the last preview when the next cannot be made', async () => {
    renderMesh(place(PAYMENT), {
      proposeChange: async (_: string, { parameters }: ChangeRequest) => {
        if (parameters.service !== 'payment') {
          throw new Error('The repository host is away.');
        }
        return { preview: aChangePreview() };
      },
    });
    await screen.findByText('1.2 req/s of payment move to v2.');
    await userEvent.type(
      screen.getByRole('combobox', { name: 'Service' }),
      'x',
    );
    expect(
      await screen.findByText('The repository host is away.'),
    ).toBeVisible();
    expect(screen.getByText('1.2 req/s of payment move to v2.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Propose' })).toBeDisabled();
  });
});
