import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  CatalogReport,
  EntityDependencies,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import request from 'supertest';
import { FORBIDDEN, startPlugin } from './__testUtils__/startPlugin';

jest.setTimeout(40_000);

describe('the catalog beside the cluster', () => {
  let started: Awaited<ReturnType<typeof startPlugin>>;

  beforeAll(async () => {
    started = await startPlugin();
  });

  afterAll(() => started?.stop());

  const ask = (path: string) =>
    request(started.server)
      .get(`/api/service-mesh/v1${path}`)
      .set('authorization', mockCredentials.user.header());

  it('is reported on for an environment', async () => {
    const { body } = await started.get('/production/catalog');
    const report: CatalogReport = body;
    expect(report.window).toBe('6h');
    expect(report.sources.catalog?.state).toBe('live');
    expect(report.services.map(({ name }) => name)).toContain('order-service');
    expect(report.services.map(({ name }) => name)).not.toContain(
      'payment-service',
    );
    expect(report.entities).toMatchObject([
      { entity: { ref: 'component:default/returns' }, state: 'nowhere' },
    ]);
    const order = report.services.find(({ name }) => name === 'order-service');
    expect(order).toMatchObject({
      calls: expect.arrayContaining(['payment-service']),
      requestRate: expect.any(Number),
      lastSeen: expect.any(String),
      snippet: expect.stringContaining('- component:default/payments'),
    });
  });

  it('costs seven queries for an environment, however many entities and services, and none for the next who asks', async () => {
    const asked = jest.spyOn(globalThis, 'fetch');
    const [{ prometheusUrl }] = started.platform.clusters;
    const queries = () =>
      asked.mock.calls.filter(([url]) => String(url).startsWith(prometheusUrl))
        .length;
    await started.get('/production/catalog?window=2h');
    expect(queries()).toBe(7);
    await started.get('/production/catalog?window=2h');
    await ask('/dependencies?entityRef=payments&window=2h');
    // The entity is asked about in the other readable environment too.
    expect(queries()).toBe(14);
    asked.mockRestore();
  });

  it('is compared for an entity, with the window that is asked for', async () => {
    const { body } = await ask(
      '/dependencies?entityRef=component:default/payments&window=1h',
    );
    const { entity, window, environments, denied }: EntityDependencies = body;
    expect(entity.ref).toBe('component:default/payments');
    expect(window).toBe('1h');
    expect(
      environments.map(({ environment, hasEntity }) => [
        environment,
        hasEntity,
      ]),
    ).toEqual([
      ['production', true],
      ['payments', true],
    ]);
    expect(denied).toEqual([FORBIDDEN]);
  });

  it.each([
    ['/dependencies', 400, 'entityRef'],
    ['/dependencies?entityRef=component:', 400, 'entityRef'],
    ['/dependencies?entityRef=component:default/none', 404, 'entityRef'],
    ['/dependencies?entityRef=payments&window=7d', 400, 'window'],
    [`/environments/${FORBIDDEN}/catalog`, 403, FORBIDDEN],
    ['/environments/nowhere/catalog', 404, 'name'],
    ['/environments/production/catalog?window=x', 400, 'window'],
  ])('refuses %s with %i and names the field', async (path, code, field) => {
    const { status, body } = await ask(path);
    expect(status).toBe(code);
    expect(body.error.message).toContain(field);
  });
});
