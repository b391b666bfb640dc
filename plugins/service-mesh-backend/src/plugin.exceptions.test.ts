import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  ChangeDetail,
  Finding,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import request from 'supertest';
import { eventually } from './__testUtils__/eventually';
import { startPlugin } from './__testUtils__/startPlugin';

jest.setTimeout(60_000);

const FOUND = {
  namespace: 'acgs-system',
  kind: 'ServiceAccount',
  name: 'acgs-system-sa',
  code: 'MESH3409',
};
const accepting = {
  template: 'accept-finding',
  parameters: {
    ...FOUND,
    reason: 'The governed parts are one product.',
    until: '2999-12-31',
  },
};

describe('accepting that ACGS-2 has one service account for all, in its cluster', () => {
  let started: Awaited<ReturnType<typeof startPlugin>>;
  const propose = (body: object) =>
    started.post('/environments/production/changes', body);
  const whenState = (id: string, state: ChangeDetail['state']) =>
    eventually(
      async (): Promise<ChangeDetail> => {
        await started.post(`/changes/${id}/actions`, { action: 'refresh' });
        const { body } = await request(started.server)
          .get(`/api/service-mesh/v1/changes/${id}`)
          .set('authorization', mockCredentials.user.header());
        return body;
      },
      change => change.state === state,
    );
  const found = async (): Promise<Finding[]> => {
    const { body } = await started.get('/production/findings');
    return body.items.filter(
      ({ code, object }: Finding) =>
        code === FOUND.code && object?.name === FOUND.name,
    );
  };
  const counts = async () =>
    (await started.get('/production/overview')).body.findings;

  beforeAll(async () => {
    started = await startPlugin({ syncDelay: 0, cluster: 'acgs2' });
  });

  afterAll(() => started?.stop());

  it('offers what can be accepted', async () => {
    const { body } = await started.post(
      '/environments/production/changes/form',
      {
        template: 'accept-finding',
        parameters: { namespace: FOUND.namespace, kind: FOUND.kind },
      },
    );
    expect(body.choices.kind).toContain(FOUND.kind);
    expect(body.choices.object).toContain(FOUND.name);
    expect(body.choices.finding).toContain(FOUND.code);
  });

  it('refuses an end that is over, and what is not found', async () => {
    const refused = async (parameters: object) => {
      const { body } = await propose({
        template: 'accept-finding',
        parameters: { ...accepting.parameters, ...parameters },
      });
      return body.preview.problems.map(({ field }: { field: string }) => field);
    };
    expect(await refused({ until: '2020-01-01' })).toEqual(['until']);
    expect(await refused({ code: 'MESH2015' })).toEqual(['code']);
    expect(await refused({ reason: 'so' })).toEqual(['reason']);
  });

  it('keeps it, apart from the others, once the change is live', async () => {
    const before = await counts();
    const open = await found();
    expect(open.length).toBeGreaterThan(0);
    const { body } = await propose({ ...accepting, dryRun: false });
    expect(body.preview).toMatchObject({
      problems: [],
      blockedBy: [],
      checks: expect.arrayContaining([
        expect.objectContaining({ name: 'findings', state: 'passed' }),
      ]),
    });
    const { id } = body.change;
    await whenState(id, 'proposed');
    const { pulls } = started.platform.forge.repository('platform/mesh-gitops');
    const [pull] = pulls.list('all');
    await pulls.merge(pull.number, {
      method: 'squash',
      by: 'sam',
      author: { name: 'Sam', email: 'sam@ecotrack.example.com' },
    });
    await whenState(id, 'live');
    const accepted = await found();
    expect(accepted).toHaveLength(open.length);
    for (const finding of accepted) {
      expect(finding.accepted).toMatchObject({
        reason: accepting.parameters.reason,
        until: '2999-12-31',
        object: { kind: FOUND.kind, name: FOUND.name },
      });
    }
    expect(await counts()).toEqual({
      ...before,
      warning: before.warning - open.length,
      accepted: before.accepted + open.length,
    });
    // The head of a branch is asked for only every now and then.
    await eventually(
      async () => (await propose(accepting)).body.preview,
      ({ unchanged }) => unchanged === true,
    );
    const back = await propose({
      template: 'reopen-finding',
      parameters: FOUND,
    });
    expect(back.body.preview).toMatchObject({
      problems: [],
      unchanged: false,
    });
  });
});
