import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  Change,
  ChangeDetail,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import request from 'supertest';
import { eventually } from './__testUtils__/eventually';
import { startPlugin } from './__testUtils__/startPlugin';

jest.setTimeout(60_000);

const REPOSITORY = 'platform/mesh-gitops';
const SAM = { name: 'Sam', email: 'sam@ecotrack.example.com' };
const ROUTES = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  namespace: 'ecotrack',
  name: 'payment-service',
};

function weights(v1: number, v2: number) {
  return {
    template: 'traffic-weights',
    parameters: {
      namespace: 'ecotrack',
      service: 'payment-service',
      weights: [
        { version: 'v1', weight: v1 },
        { version: 'v2', weight: v2 },
      ],
    },
  };
}

describe('changes against a forge and a cluster', () => {
  let started: Awaited<ReturnType<typeof startPlugin>>;
  const propose = (body: object) =>
    started.post('/environments/production/changes', body);
  const detail = async (id: string): Promise<ChangeDetail> => {
    const { body } = await request(started.server)
      .get(`/api/service-mesh/v1/changes/${id}`)
      .set('authorization', mockCredentials.user.header());
    return body;
  };
  const pulls = () =>
    started.platform.forge.repository(REPOSITORY).pulls.list('all');
  const whenState = (id: string, state: Change['state']) =>
    eventually(
      async () => {
        await started.post(`/changes/${id}/actions`, { action: 'refresh' });
        return detail(id);
      },
      change => change.state === state,
    );

  beforeAll(async () => {
    started = await startPlugin({ syncDelay: 0 });
  });

  afterAll(() => started?.stop());

  it('lists templates, and offers what exists', async () => {
    const { body } = await request(started.server)
      .get('/api/service-mesh/v1/change-templates')
      .set('authorization', mockCredentials.user.header());
    expect(body.items.length).toBeGreaterThan(20);
    const form = await started.post('/environments/production/changes/form', {
      template: 'traffic-weights',
      parameters: { namespace: 'ecotrack', service: 'payment-service' },
    });
    expect(form.body).toMatchObject({ sources: {} });
    expect(form.body.parameters).toMatchObject({
      weights: [
        { version: 'v1', weight: 90 },
        { version: 'v2', weight: 10 },
      ],
    });
    expect(form.body.choices.version).toEqual(['v1', 'v2']);
  });

  it('offers those who are seen calling the service as callers', async () => {
    const formOf = async (template: string) => {
      const { body } = await started.post(
        '/environments/production/changes/form',
        {
          template,
          parameters: { namespace: 'ecotrack', service: 'order-service' },
        },
      );
      return body;
    };
    const { observedCallers, sources } = await formOf('onboard-service');
    expect(observedCallers).toEqual([
      {
        namespace: 'ambassador',
        serviceAccount: 'ambassador',
        requestRate: expect.any(Number),
      },
      {
        namespace: 'istio-system',
        serviceAccount: expect.stringContaining('ingressgateway'),
        requestRate: expect.any(Number),
      },
    ]);
    expect(observedCallers[0].requestRate).toBeGreaterThan(
      observedCallers[1].requestRate,
    );
    expect(sources.telemetry).toMatchObject({ state: 'live' });
    expect(await formOf('timeout')).not.toHaveProperty('observedCallers');
  });

  it('begins every form with whatever was typed so far', async () => {
    const { body } = await request(started.server)
      .get('/api/service-mesh/v1/change-templates')
      .set('authorization', mockCredentials.user.header());
    const typed = [
      {},
      { namespace: 'eco' },
      { namespace: 3, service: {}, hosts: 3, workload: [1] },
      { namespace: '__proto__', service: 'constructor' },
      { namespace: 'ecotrack', service: 'pay', hosts: 'x', callers: 'x' },
    ];
    for (const { id } of body.items) {
      for (const parameters of typed) {
        const { status } = await started.post(
          '/environments/production/changes/form',
          { template: id, parameters },
        );
        expect({ id, parameters, status }).toEqual({
          id,
          parameters,
          status: 200,
        });
      }
    }
  });

  it('shows what a change would do, and writes nothing', async () => {
    const { status, body } = await propose(weights(75, 25));
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(body.preview).toMatchObject({
      problems: [],
      blockedBy: [],
      alsoChanged: [],
      unchanged: false,
      permission: { allowed: true },
    });
    expect(body.preview.files).toHaveLength(1);
    expect(body.preview.files[0].path).toBe(
      'ecotrack/overlays/production/payment-routes.yaml',
    );
    expect(body.preview.files[0].content).toMatch(/^apiVersion: [^]* 25\n/);
    expect(body.preview.effect.sentences.join(' ')).toMatch(/25 %/);
    expect(pulls()).toHaveLength(0);
  });

  it.each([
    ['a template that is not there', { ...weights(1, 99), template: 'x' }],
    ['parameters that are no object', { ...weights(1, 99), parameters: 3 }],
    ['fields that are not in the contract', { ...weights(1, 99), by: 'me' }],
  ])('refuses %s', async (_, body) => {
    expect((await propose(body)).status).toBe(400);
  });

  it.each([
    ['weights that do not sum', weights(75, 24), 'weights'],
    [
      'parameters beyond the schema',
      {
        ...weights(75, 25),
        parameters: { ...weights(75, 25).parameters, x: 1 },
      },
      'x',
    ],
    [
      'YAML in a parameter',
      {
        template: 'timeout',
        parameters: {
          namespace: 'ecotrack',
          service: 'payment-service',
          timeout: '1s\n  kind: Evil',
        },
      },
      'timeout',
    ],
    [
      'a service that is not there',
      {
        ...weights(75, 25),
        parameters: { ...weights(75, 25).parameters, service: 'nowhere' },
      },
      'service',
    ],
  ])('tells the field of %s', async (_, body, field) => {
    const preview = (await propose(body)).body.preview;
    expect(preview.problems).toEqual([
      expect.objectContaining({ field: expect.stringContaining(field) }),
    ]);
    expect(preview.blockedBy.length).toBeGreaterThan(0);
    expect((await propose({ ...body, dryRun: false })).status).toBe(400);
  });

  it('proposes nothing for somebody who may not', async () => {
    started.changes.areDenied = true;
    try {
      const { body } = await propose(weights(75, 25));
      expect(body.preview.permission).toMatchObject({ allowed: false });
      const denied = await propose({ ...weights(75, 25), dryRun: false });
      expect(denied.status).toBe(403);
      expect(pulls()).toHaveLength(0);
    } finally {
      started.changes.areDenied = false;
    }
  });

  it('goes from a proposal to the cluster and back', async () => {
    const [first, again] = await Promise.all(
      [0, 1].map(() =>
        propose({ ...weights(75, 25), reason: 'More', dryRun: false }),
      ),
    );
    expect(first.status).toBe(200);
    expect(again.body.change.id).toBe(first.body.change.id);
    const { id } = first.body.change;
    const proposed = await whenState(id, 'proposed');
    expect(pulls()).toHaveLength(1);
    const [pull] = pulls();
    expect(pull.body).toContain('asked for by');
    expect(pull.body).toContain('25 %');
    expect(proposed.pullRequest).toMatchObject({ number: pull.number });
    expect(proposed.files[0]).toHaveProperty('diff');
    expect(proposed.files[0]).not.toHaveProperty('content');

    await propose({ ...weights(50, 50), dryRun: false });
    await eventually(
      () => detail(id),
      change => change.title.includes('50') && change.state === 'proposed',
    );
    expect(pulls()).toHaveLength(1);

    await started.platform.forge
      .repository(REPOSITORY)
      .pulls.merge(pull.number, { method: 'squash', by: 'sam', author: SAM });
    const live = await whenState(id, 'live');
    expect(live.stages.map(({ name, state }) => [name, state])).toEqual([
      ['proposed', 'done'],
      ['reviewed', 'done'],
      ['merged', 'done'],
      ['synced', 'done'],
      ['live', 'done'],
    ]);
    const routes = started.platform
      .cluster('ecotrack-production')
      .store.get(ROUTES);
    expect(JSON.stringify(routes?.spec)).toContain('"weight":50');

    const revert = await started.post(`/changes/${id}/actions`, {
      action: 'revert',
      dryRun: false,
    });
    expect(revert.status).toBe(200);
    await whenState(revert.body.change.id, 'proposed');
    expect(pulls()).toHaveLength(2);
    const edited = pulls().find(({ number }) => number !== pull.number)!;
    await started.platform.forge
      .repository(REPOSITORY)
      .pulls.merge(edited.number, { method: 'merge', by: 'sam', author: SAM });
    await whenState(revert.body.change.id, 'live');
    const { body } = await propose(weights(90, 10));
    expect(body.preview.unchanged).toBe(true);
  });
});
