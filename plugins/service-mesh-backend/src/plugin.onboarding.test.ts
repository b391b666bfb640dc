import { mockCredentials } from '@backstage/backend-test-utils';
import type { ChangeDetail } from '@ecotrack/backstage-plugin-service-mesh-common';
import request from 'supertest';
import { eventually } from './__testUtils__/eventually';
import { returnsService } from './__testUtils__/returnsService';
import { startPlugin } from './__testUtils__/startPlugin';

jest.setTimeout(90_000);

describe('onboarding against a forge and a cluster', () => {
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

  beforeAll(async () => {
    started = await startPlugin({ syncDelay: 0 });
  });

  afterAll(() => started?.stop());

  it('brings a service that nobody prepared into the cluster, once', async () => {
    const { body } = await propose({ ...returnsService, dryRun: false });
    expect(body.preview).toMatchObject({ problems: [], blockedBy: [] });
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
    const { store } = started.platform.cluster('ecotrack-production');
    const named = { namespace: 'ecotrack', name: 'returns-service' };
    expect(
      store.get({
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        ...named,
      })?.spec,
    ).toMatchObject({
      rules: [
        {
          from: [
            {
              source: {
                principals: ['cluster.local/ns/ecotrack/sa/order-service'],
              },
            },
          ],
        },
      ],
    });
    const again = await propose(returnsService);
    expect(again.body.preview).toMatchObject({ problems: [], unchanged: true });
  });
});
