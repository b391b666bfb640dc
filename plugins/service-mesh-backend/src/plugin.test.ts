import { resolve } from 'node:path';
import type { Server } from 'node:http';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Platform } from '@ecotrack/ecotrack-sim';
import request from 'supertest';
import { eventually } from './__testUtils__/eventually';
import {
  CLUSTER,
  kubernetesConfig,
  startCluster,
} from './__testUtils__/platform';
import { serviceMeshPlugin } from './plugin';

jest.setTimeout(40_000);

const BASE = '/api/service-mesh/v1/environments';
const FORBIDDEN = 'closed';

const EXAMPLES = resolve(__dirname, '../../../examples');

function configOf(platform: Platform) {
  return {
    kubernetes: kubernetesConfig(platform),
    serviceMesh: {
      environments: [
        {
          name: 'production',
          mesh: 'Shop',
          cluster: CLUSTER,
          prometheus: { url: platform.clusters[0].prometheusUrl },
        },
        {
          name: 'payments',
          mesh: 'Shop',
          cluster: CLUSTER,
          namespaces: ['ecotrack'],
          prometheus: { url: platform.clusters[0].prometheusUrl },
        },
        {
          name: FORBIDDEN,
          mesh: 'Shop',
          manifests: resolve(EXAMPLES, 'tai'),
          contact: 'group:default/platform-team',
        },
      ],
    },
  };
}

const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'payments',
    annotations: {
      'backstage.io/kubernetes-id': 'payment-service',
      'backstage.io/kubernetes-namespace': 'ecotrack',
    },
  },
  spec: {},
  relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
};

const nowhere = {
  ...component,
  metadata: {
    name: 'returns',
    annotations: {
      'backstage.io/kubernetes-id': 'returns-service',
      'backstage.io/kubernetes-namespace': 'ecotrack',
    },
  },
};

describe('the plugin against a cluster and its Prometheus', () => {
  let platform: Platform;
  let backend: TestBackend;
  let server: Server;
  let isCatalogAway = false;

  const get = (path: string, user?: string) =>
    request(server)
      .get(`${BASE}${path}`)
      .set('authorization', mockCredentials.user.header(user));

  beforeAll(async () => {
    platform = await startCluster();
    backend = await startTestBackend({
      features: [
        serviceMeshPlugin,
        mockServices.rootConfig.factory({ data: configOf(platform) }),
        catalogServiceMock.mock({
          getEntities: async () => {
            if (isCatalogAway) {
              throw new Error('connection refused');
            }
            return { items: [component, nowhere] };
          },
        }).factory,
        mockServices.permissions.mock({
          authorize: async asked =>
            asked.map(question => ({
              result:
                'resourceRef' in question && question.resourceRef === FORBIDDEN
                  ? AuthorizeResult.DENY
                  : AuthorizeResult.ALLOW,
            })),
        }).factory,
      ],
    });
    server = backend.server as unknown as Server;
    await eventually(
      () => get('/production/overview'),
      ({ body }) => body.sources?.kubernetes.state === 'live',
    );
  });

  afterAll(async () => {
    await backend?.stop();
    await platform?.close();
  });

  afterEach(() => {
    platform.faults.active.forEach(({ id }) => platform.faults.switchOff(id));
  });

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
    const [overview, topology, mtls, canaries, services, service, latency] =
      await Promise.all(
        [
          '/overview',
          '/topology',
          '/mtls',
          '/canaries',
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
    const { status } = await request(server)
      .get(`${BASE}/production/overview`)
      .set('authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });

  it('lets policies decide by the name of an environment', async () => {
    const { status, body } = await request(server)
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

  it('marks telemetry stale while Prometheus is away, and recovers', async () => {
    const traffic = (body: { edges?: unknown[] }) => body.edges?.length ?? 0;
    const before = (await get('/production/topology?window=30m')).body;
    const { id } = platform.faults.switchOn({
      cluster: CLUSTER,
      kind: 'prometheus-away',
    });
    const { body: away } = await eventually(
      () => get('/production/topology?window=30m'),
      ({ body }) => body.sources.telemetry.state === 'stale',
    );
    expect(away.sources.telemetry.since).toBe(
      before.sources.telemetry.observedAt,
    );
    expect(away.sources.telemetry.reason).toContain('503');
    expect(away.sources.kubernetes.state).toBe('live');
    expect(traffic(away)).toBe(traffic(before));
    const { body: never } = await get('/production/topology?window=45m');
    expect(never.sources.telemetry.state).toBe('unavailable');
    platform.faults.switchOff(id);
    await eventually(
      () => get('/production/topology?window=30m'),
      ({ body }) => body.sources.telemetry.state === 'live',
    );
  });

  it('answers without the catalog, and says what is missing', async () => {
    const { body: before } = await get('/production/overview');
    expect(before.unmatchedEntities).toMatchObject([
      { ref: 'component:default/returns' },
    ]);
    isCatalogAway = true;
    const [overview, topology, service] = await Promise.all(
      ['/overview', '/topology', '/services/ecotrack/payment-service'].map(
        async path => (await get(`/production${path}`)).body,
      ),
    );
    isCatalogAway = false;
    for (const { sources } of [overview, topology, service]) {
      expect(sources.catalog.state).toBe('unavailable');
    }
    expect(overview.services).toEqual(before.services);
    expect(service.entity).toBeUndefined();
    expect((await get('/production/overview')).body.sources.catalog.state).toBe(
      'live',
    );
  });

  it('calls unknown what is decided by objects that it may not read', async () => {
    const { id } = platform.faults.switchOn({
      cluster: CLUSTER,
      kind: 'unreadable-kind',
      resource: 'peerauthentications',
    });
    const { body: overview } = await eventually(
      () => get('/production/overview'),
      ({ body }) => body.sources.kubernetes.unreadable !== undefined,
    );
    expect(overview.problems).toContainEqual(
      expect.objectContaining({
        id: 'source/unreadable',
        detail:
          'the portal may not read 1 kind: peerauthentications.security.istio.io',
      }),
    );
    const { body: mtls } = await get('/production/mtls');
    expect(
      mtls.items.every(
        ({ configured }: { configured: { mode: string } }) =>
          configured.mode === 'unknown',
      ),
    ).toBe(true);
    platform.faults.switchOff(id);
    await eventually(
      () => get('/production/mtls'),
      ({ body }) => body.sources.kubernetes.unreadable === undefined,
    );
  });

  it('tells what changed in the cluster, newest first', async () => {
    const cluster = platform.cluster(CLUSTER);
    const route = cluster.mesh
      .objects('VirtualService')
      .find(({ metadata }) => metadata.name === 'payment-service')!;
    cluster.apply({
      ...route,
      spec: { ...(route.spec as object), exportTo: ['.'] },
    });
    const { body } = await eventually(
      () => get('/production/overview'),
      ({ body: { changes } }) =>
        changes.some(({ action }: { action: string }) => action === 'changed'),
    );
    expect(body.changes[0]).toMatchObject({
      action: 'changed',
      object: { kind: 'VirtualService', name: 'payment-service' },
      says: 'It changed: spec.exportTo.',
    });
    cluster.apply(route);
  });

  it('marks the configuration stale while the API is away, and recovers', async () => {
    const { body: before } = await get('/production/mtls');
    const { id } = platform.faults.switchOn({
      cluster: CLUSTER,
      kind: 'apiserver-away',
    });
    const { body: away } = await eventually(
      () => get('/production/mtls'),
      ({ body }) => body.sources.kubernetes.state === 'stale',
    );
    expect(away.sources.kubernetes.since).toEqual(expect.any(String));
    expect(away.items).toHaveLength(before.items.length);
    platform.faults.switchOff(id);
    await eventually(
      () => get('/production/mtls'),
      ({ body }) => body.sources.kubernetes.state === 'live',
    );
  });
});
