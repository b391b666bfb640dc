import { CLUSTER } from './__testUtils__/platform';
import { eventually } from './__testUtils__/eventually';
import { FORBIDDEN, startPlugin } from './__testUtils__/startPlugin';

jest.setTimeout(60_000);

const batch = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'legacy-batch', namespace: 'legacy' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'legacy-batch' } },
    template: {
      metadata: { labels: { app: 'legacy-batch' } },
      spec: { containers: [{ name: 'app', image: 'legacy-batch:v1' }] },
    },
  },
};
const DETAIL = '/workloads/legacy/Deployment/legacy-batch/readiness';

describe('readiness against a cluster and its Prometheus', () => {
  let started: Awaited<ReturnType<typeof startPlugin>>;
  const get = (path: string) => started.get(path);
  const detail = async () => (await get(`/production${DETAIL}`)).body;

  beforeAll(async () => {
    started = await startPlugin();
    const cluster = started.platform.cluster(CLUSTER);
    cluster.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'legacy' },
    });
    cluster.apply(batch);
    await eventually(
      () => get('/production/readiness?mesh=out'),
      ({ body }) => body.items?.length === 1,
    );
  });

  afterAll(() => started?.stop());

  it('lists workloads of applications, those outside first', async () => {
    const { body } = await get('/production/readiness');
    expect(body.answer).toMatch(
      /^1 of \d+ workloads of production is outside the mesh; 1 can be taken in now\.$/,
    );
    expect(body.items[0]).toMatchObject({
      name: 'legacy-batch',
      mesh: 'out',
      state: 'warning',
      onboard: { template: 'injection', allowed: true },
    });
    const names = body.items.map(({ name }: { name: string }) => name);
    expect(names).toContain('payment-service-v1');
    expect(names).not.toContain('istiod');
    expect(names).not.toContain('istio-ingressgateway');
    const { body: ofData } = await get(
      '/production/readiness?namespace=data&mesh=in',
    );
    expect(ofData.items.length).toBe(4);
  });

  it('tells what is in the way of one, by what the cluster and the proxies say', async () => {
    const { workload, items } = await detail();
    expect(workload).toMatchObject({ name: 'legacy-batch', mesh: 'out' });
    const stateOf = (id: string) =>
      items.find((item: { id: string }) => item.id === id)?.state;
    expect(stateOf('start-order')).toBe('ready');
    expect(stateOf('injection/namespace')).toBe('warning');
    expect(stateOf('identity')).toBe('warning');
    const { body: order } = await get(
      '/production/workloads/ecotrack/Deployment/order-service-v1/readiness',
    );
    expect(
      order.items.filter(({ state }: { state: string }) => state !== 'ready'),
    ).toEqual([]);
  });

  it('plans every change that it offers', async () => {
    const { items } = await detail();
    const mends = items.flatMap(({ mend }: { mend?: object }) => mend ?? []);
    expect(mends.length).toBeGreaterThan(0);
    for (const { template, parameters } of mends) {
      const { body } = await started.post(
        '/environments/production/changes/form',
        {
          template,
          parameters,
        },
      );
      expect(body.problems ?? []).toEqual([]);
    }
  });

  it('says of each change whether the caller may propose it', async () => {
    started.changes.areDenied = true;
    const { body } = await get('/production/readiness?mesh=out');
    started.changes.areDenied = false;
    expect(body.items[0].onboard).toMatchObject({
      allowed: false,
      reason: expect.stringContaining(
        'You may not change production with injection',
      ),
    });
  });

  it('asks Prometheus no more for many workloads than for one', async () => {
    const [{ prometheusUrl }] = started.platform.clusters;
    const asked = jest.spyOn(globalThis, 'fetch');
    await get('/production/readiness?window=7m');
    const count = asked.mock.calls.filter(([url]) =>
      String(url).startsWith(prometheusUrl),
    ).length;
    asked.mockRestore();
    expect(count).toBeLessThanOrEqual(10);
  });

  it('calls unknown what it cannot see', async () => {
    const { faults } = started.platform;
    const { id } = faults.switchOn({
      cluster: CLUSTER,
      kind: 'unreadable-kind',
      resource: 'networkpolicies',
    });
    const body = await eventually(
      detail,
      ({ sources }) => sources.kubernetes.unreadable !== undefined,
    );
    expect(body.items).toContainEqual(
      expect.objectContaining({
        id: 'network-policy/unread',
        state: 'unknown',
      }),
    );
    faults.switchOff(id);
  });

  it.each([
    [
      '/production/workloads/legacy/Deployment/nothing/readiness',
      404,
      'workload',
    ],
    [
      '/production/workloads/legacy/StatefulSet/legacy-batch/readiness',
      404,
      'kind',
    ],
    ['/production/readiness?mesh=perhaps', 400, 'mesh'],
    ['/production/readiness?window=7d', 400, 'window'],
    ['/nowhere/readiness', 404, 'name'],
    [`/${FORBIDDEN}/readiness`, 403, FORBIDDEN],
    [`/${FORBIDDEN}${DETAIL}`, 403, FORBIDDEN],
  ])('refuses %s with %i and names the field', async (path, code, field) => {
    const { status, body } = await get(path);
    expect(status).toBe(code);
    expect(body.error.message).toContain(field);
  });
});
