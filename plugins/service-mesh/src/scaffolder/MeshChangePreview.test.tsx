import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ChangeRequest } from '@ecotrack/backstage-plugin-service-mesh-common';
import { aChangePreview } from '../__testUtils__/changes';
import { renderTemplate } from './__testUtils__/renderTemplate';

const PREVIEW = {
  title: 'Preview',
  type: 'boolean',
  default: false,
  'ui:field': 'MeshChangePreview',
  'ui:options': {
    template: 'allow-caller',
    parameters: {
      namespace: 'to.namespace',
      service: 'to.service',
      callers: [{ namespace: 'from.namespace', serviceAccount: 'from.name' }],
      methods: 'methods',
      mode: { field: 'kind', as: { web: 'HTTP', other: 'TCP' } },
      fixed: { value: 7 },
    },
  },
};

const GIVEN = {
  environment: 'dev',
  to: { namespace: 'shop', service: 'order' },
  from: { namespace: 'shop', name: 'web' },
  methods: [],
  kind: 'web',
  reason: 'To try.',
};

describe('MeshChangePreview', () => {
  it('shows what the run would propose', async () => {
    const sent: ChangeRequest[] = [];
    const form = renderTemplate(
      { preview: PREVIEW },
      {
        initial: GIVEN,
        answers: {
          proposeChange: async (_: string, request: ChangeRequest) => {
            sent.push(request);
            return { preview: aChangePreview() };
          },
        },
      },
    );
    expect(
      await screen.findByText('1.2 req/s of payment move to v2.'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: 'Diff (1)' }));
    expect(
      screen.getByLabelText('Diff of base/payment.yaml'),
    ).toHaveTextContent('+weight: 10');
    expect(sent.at(-1)).toEqual({
      template: 'allow-caller',
      parameters: {
        namespace: 'shop',
        service: 'order',
        callers: [{ namespace: 'shop', serviceAccount: 'web' }],
        mode: 'HTTP',
        fixed: 7,
      },
      reason: 'To try.',
      acknowledgeUnknown: false,
      draft: false,
      dryRun: true,
    });
    expect(await form.values()).toEqual({ ...GIVEN, preview: false });
  });

  it('refuses with the field of the form and the fix', async () => {
    const form = renderTemplate(
      { preview: PREVIEW },
      {
        initial: GIVEN,
        answers: {
          proposeChange: async () => ({
            preview: aChangePreview({
              problems: [
                {
                  field: 'callers[0].serviceAccount',
                  message: 'There is no account web. There is: order.',
                },
              ],
              blockedBy: ['The parameters are not complete.'],
            }),
          }),
        },
      },
    );
    const message = 'from.name: There is no account web. There is: order.';
    expect(
      await screen.findByRole('list', { name: 'Why it is refused' }),
    ).toHaveTextContent(message);
    await form.review();
    await waitFor(() =>
      expect(screen.getAllByText(new RegExp(message)).length).toBeGreaterThan(
        1,
      ),
    );
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('asks to acknowledge what is not known', async () => {
    const form = renderTemplate(
      { preview: PREVIEW },
      {
        initial: GIVEN,
        answers: {
          proposeChange: async (
            _: string,
            { acknowledgeUnknown }: ChangeRequest,
          ) => ({
            preview: aChangePreview({
              effect: {
                known: false,
                unknown: ['Prometheus is away.'],
                sentences: ['Requests move.'],
                items: [],
              },
              blockedBy: acknowledgeUnknown
                ? []
                : ['Acknowledge what is not known.'],
            }),
          }),
        },
      },
    );
    const unknown = await screen.findByRole('region', { name: 'Not known' });
    await userEvent.click(within(unknown).getByRole('checkbox'));
    await waitFor(() =>
      expect(screen.queryByText('Acknowledge what is not known.')).toBeNull(),
    );
    expect(await form.values()).toMatchObject({ preview: true });
  });

  it('lets pass what Git says already', async () => {
    const form = renderTemplate(
      { preview: PREVIEW },
      {
        initial: GIVEN,
        answers: {
          proposeChange: async () => ({
            preview: aChangePreview({
              unchanged: true,
              blockedBy: ['There is nothing to change.'],
            }),
          }),
        },
      },
    );
    expect(
      await screen.findByText('Git already says what is asked for.'),
    ).toBeVisible();
    expect(await form.values()).toBeDefined();
  });

  it('says what is missing, and why there is no answer', async () => {
    renderTemplate({ preview: PREVIEW });
    expect(screen.getByText('Choose the environment first.')).toBeVisible();
  });
});
