import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { CLUSTER } from './__testUtils__/platform';
import { BASE, FORBIDDEN, startPlugin } from './__testUtils__/startPlugin';

jest.setTimeout(40_000);

describe('the plugin against a cluster and its Prometheus', () => {
  let started: Awaited<ReturnType<typeof startPlugin>>;
  const get = (path: string) => started.get(path);

  beforeAll(async () => {
    started = await startPlugin();
  });

  afterAll(() => started?.stop());

  it('lists all environments, and of those that may not be read only that they exist', async () => {
    const { status, body } = await get('');
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { name: 'production', mesh: 'Shop', cluster: CLUSTER, readable: true },
      { name: 'payments', namespaces: ['ecotrack'], readable: true },
      {
        name: FORBIDDEN,
        readable: false,
        status: 'unknown',
        denied: `You may not read the environment ${FORBIDDEN}; ask group:default/platform-team`,
      },
    ]);
    expect(body.items[0].sources).toMatchObject({
      kubernetes: { state: 'live' },
      telemetry: { state: 'live' },
    });
    expect(body.items[2]).not.toHaveProperty('sources');
  });

  it('answers every question', async () => {
    const [
      overview,
      topology,
      mtls,
      canaries,
      access,
      findings,
      object,
      services,
      service,
      latency,
    ] = await Promise.all(
      [
        '/overview',
        '/topology',
        '/mtls',
        '/canaries',
        '/access',
        '/findings',
        '/object?apiVersion=networking.istio.io/v1&kind=VirtualService&namespace=ecotrack&object=payment-service',
        '/services',
        '/services/ecotrack/payment-service',
        '/latency?service=ecotrack/payment-service&service=ecotrack/order-service',
      ].map(async path => {
        const { status, body } = await get(`/production${path}`);
        expect({ path, status }).toEqual({ path, status: 200 });
        return body;
      }),
    );
    expect(overview.answer).toEqual(expect.any(String));
    expect(topology.edges.length).toBeGreaterThan(10);
    expect(mtls.items.length).toBeGreaterThan(5);
    expect(canaries.items.length).toBeGreaterThan(0);
    expect(access.items.length).toBeGreaterThan(5);
    expect(findings.answer).toContain('of production');
    expect(object.yaml).toContain('name: payment-service');
    expect(object.services).toEqual([
      { namespace: 'ecotrack', name: 'payment-service' },
    ]);
    expect(services.items).toContainEqual(
      expect.objectContaining({
        namespace: 'ecotrack',
        name: 'payment-service',
        entity: {
          ref: 'component:default/payments',
          owner: 'group:default/payments',
        },
      }),
    );
    expect(service).toMatchObject({
      namespace: 'ecotrack',
      name: 'payment-service',
      sources: { telemetry: { state: 'live' } },
    });
    expect(service.signals[0].p95).toBeGreaterThan(0);
    expect(latency.items).toHaveLength(2);
    expect(latency.items[0].p50).toBeGreaterThan(0);
  });

  it('tells as what entities of the catalog run', async () => {
    const { body } = await get('/production/entities');
    expect(body.sources.catalog.state).toBe('live');
    expect(body.items).toEqual([
      {
        ref: 'component:default/payments',
        services: [
          {
            namespace: 'ecotrack',
            name: 'payment-service',
            kind: 'service',
            host: 'payment-service.ecotrack.svc.cluster.local',
            ports: [expect.objectContaining({ number: 8080 })],
            accounts: [
              {
                serviceAccount: 'payment-service',
                identity:
                  'spiffe://cluster.local/ns/ecotrack/sa/payment-service',
              },
            ],
          },
        ],
      },
    ]);
  });

  it('shows an environment of some namespaces with its own services and the calls across its border', async () => {
    const { body: services } = await get('/payments/services');
    const namespaces = new Set(
      services.items.map(({ namespace }: { namespace: string }) => namespace),
    );
    expect(namespaces).toContain('ecotrack');
    expect(namespaces).toContain('istio-system');
    expect(namespaces).not.toContain('data');
    const callsOf = async (environment: string) => {
      const { body } = await get(`/${environment}/topology`);
      const own = (id: string) =>
        id.startsWith('service:ecotrack/') ? id : 'elsewhere';
      return (body.edges as { source: string; target: string }[])
        .map(({ source, target }) => `${own(source)} → ${own(target)}`)
        .filter(call => call !== 'elsewhere → elsewhere')
        .sort();
    };
    expect(await callsOf('payments')).toEqual(await callsOf('production'));
  });

  it.each([
    ['/nowhere/overview', 404, 'NotFoundError', 'name'],
    ['/production/services/ecotrack/nothing', 404, 'NotFoundError', 'service'],
    [
      '/production/object?apiVersion=v1&kind=Secret&namespace=ecotrack&object=x',
      404,
      'NotFoundError',
      'object',
    ],
    ['/production/object?kind=Pod', 400, 'InputError', 'apiVersion'],
    ['/production/overview?window=7d', 400, 'InputError', 'window'],
    ['/production/overview?window=0m', 400, 'InputError', 'window'],
    ['/production/topology?at=3026-01-01T00:00:00Z', 400, 'InputError', 'at'],
    ['/production/latency', 400, 'InputError', 'service'],
    [
      '/production/latency?service=ecotrack/no',
      404,
      'NotFoundError',
      'service',
    ],
    [`/${FORBIDDEN}/overview`, 403, 'NotAllowedError', FORBIDDEN],
    [`/${FORBIDDEN}/services/a/b`, 403, 'NotAllowedError', FORBIDDEN],
  ])(
    'refuses %s with %i and names the field',
    async (path, code, name, field) => {
      const { status, body } = await get(path);
      expect({ status, name: body.error.name }).toEqual({ status: code, name });
      expect(body.error.message).toContain(field);
    },
  );

  it('refuses whoever is not signed in', async () => {
    const { status } = await request(started.server)
      .get(`${BASE}/production/overview`)
      .set('authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });

  it('lets policies decide by the name of an environment', async () => {
    const { status, body } = await request(started.server)
      .post(
        '/api/service-mesh/.well-known/backstage/permissions/apply-conditions',
      )
      .set('authorization', mockCredentials.service.header())
      .send({
        items: ['production', FORBIDDEN, 'nowhere'].map(resourceRef => ({
          id: resourceRef,
          resourceRef,
          resourceType: 'service-mesh-environment',
          conditions: {
            rule: 'HAS_NAME',
            resourceType: 'service-mesh-environment',
            params: { names: ['production', 'nowhere'] },
          },
        })),
      });
    expect({ status, items: body.items }).toEqual({
      status: 200,
      items: [
        { id: 'production', result: AuthorizeResult.ALLOW },
        { id: FORBIDDEN, result: AuthorizeResult.DENY },
        { id: 'nowhere', result: AuthorizeResult.DENY },
      ],
    });
  });
});
