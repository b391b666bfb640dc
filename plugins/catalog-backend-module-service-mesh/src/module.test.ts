import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_OBSERVED_DEPENDENCIES,
  readObservedDependencies,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import {
  anEdge,
  anEnvironment,
  aNode,
  aTopology,
} from './__testUtils__/builders';
import { FakeServiceMesh } from './__testUtils__/fakeServiceMesh';
import catalogModuleServiceMesh from './index';

const TASK = 'service-mesh-observed-calls';

const aComponent = (name: string, annotations = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: {
      'backstage.io/managed-by-location': 'url:http://example.com',
      'backstage.io/managed-by-origin-location': 'url:http://example.com',
      ...annotations,
    },
  },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/shop',
    dependsOn: name === 'order' ? ['component:default/unused'] : [],
  },
});

const entities = [
  aComponent('order'),
  aComponent('payment', { [ANNOTATION_OBSERVED_DEPENDENCIES]: '[["forged"]]' }),
  aComponent('unused'),
];

const shop = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'shop',
  register: env =>
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      init: async ({ catalog }) =>
        catalog.addEntityProvider({
          getProviderName: () => 'shop',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: entities.map(entity => ({ entity })),
            }),
        }),
    }),
});

async function startCatalog(mesh: FakeServiceMesh) {
  const scheduler = mockServices.scheduler();
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleServiceMesh,
      shop,
      mesh.plugin,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      logger.factory,
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            processingInterval: { seconds: 1 },
            stitchingStrategy: { mode: 'immediate' },
            serviceMesh: {
              environments: [
                'dev',
                'staging',
                'locked',
                'broken',
                'stale',
                'gone',
              ],
              schedule: { frequency: { minutes: 1 }, timeout: { minutes: 1 } },
              keep: '2 days',
            },
          },
        },
      }),
    ],
  });
  const read = async (name: string): Promise<Entity | undefined> => {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/catalog/entities/by-name/component/default/${name}`,
      { headers: { authorization: mockCredentials.user.header() } },
    );
    return response.ok ? response.json() : undefined;
  };
  const relations = async (name: string) =>
    (await read(name))?.relations
      ?.map(({ type, targetRef }) => `${type} ${targetRef}`)
      .sort();
  return { backend, scheduler, logger, read, relations };
}

async function until<T>(
  ask: () => Promise<T>,
  isReached: (answer: T) => boolean,
): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isReached(answer)) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

describe('the catalog with observed calls', () => {
  const mesh = new FakeServiceMesh();
  let catalog: Awaited<ReturnType<typeof startCatalog>>;

  beforeAll(async () => {
    catalog = await startCatalog(mesh);
  });

  afterAll(() => catalog.backend.stop());

  it('has them beside what is declared, both ways, with rate, environment and hour', async () => {
    mesh.environments = ['dev', 'staging', 'production'].map(name =>
      anEnvironment(name),
    );
    const nodes = [aNode('order'), aNode('payment')];
    mesh.topologies.set(
      'dev',
      aTopology('dev', nodes, [anEdge('order', 'payment', null, 10)]),
    );
    mesh.topologies.set(
      'staging',
      aTopology('staging', nodes, [anEdge('order', 'payment', 12.34)]),
    );
    mesh.topologies.set(
      'production',
      aTopology('production', nodes, [anEdge('payment', 'order', 99)]),
    );
    await catalog.scheduler.triggerTask(TASK);

    await expect(
      until(
        () => catalog.relations('payment'),
        found => found?.some(text => text.startsWith('observed')) === true,
      ),
    ).resolves.toEqual([
      'observedDependencyOf component:default/order',
      'ownedBy group:default/shop',
    ]);
    await expect(catalog.relations('order')).resolves.toEqual([
      'dependsOn component:default/unused',
      'observedDependsOn component:default/payment',
      'ownedBy group:default/shop',
    ]);
    const order = await catalog.read('order');
    const target = 'component:default/payment';
    const lastSeen = expect.stringMatching(/:00:00\.000Z$/);
    expect(
      readObservedDependencies(
        order?.metadata.annotations?.[ANNOTATION_OBSERVED_DEPENDENCIES],
      ),
    ).toEqual([
      { target, environment: 'dev', requestRate: null, lastSeen },
      { target, environment: 'staging', requestRate: 12, lastSeen },
    ]);
  });

  it('takes no word of an entity file for what was observed', async () => {
    const payment = await until(
      () => catalog.read('payment'),
      found => found !== undefined,
    );
    expect(payment?.metadata.annotations).not.toHaveProperty([
      ANNOTATION_OBSERVED_DEPENDENCIES,
    ]);
  });

  it('asks the back end once per reading and environment that is named, as the catalog itself', () => {
    expect(mesh.asked).toEqual([
      'plugin:catalog /v1/environments',
      'plugin:catalog /v1/environments/dev/topology?window=1h',
      'plugin:catalog /v1/environments/staging/topology?window=1h',
    ]);
  });

  it('keeps what it knows, and says once what cannot be read', async () => {
    const nodes = [aNode('order'), aNode('unused')];
    mesh.environments = [
      anEnvironment('locked', { readable: false, denied: 'ask the owners' }),
      anEnvironment('broken'),
      anEnvironment('stale'),
      anEnvironment('staging'),
      anEnvironment('dev'),
    ];
    mesh.topologies.set('stale', {
      ...aTopology('stale', nodes, [anEdge('unused', 'order', 1)]),
      sources: {
        kubernetes: { state: 'live' },
        telemetry: { state: 'stale', reason: 'connection refused' },
      },
    });
    mesh.topologies.set(
      'dev',
      aTopology('dev', nodes, [anEdge('order', 'unused', 1)]),
    );
    await catalog.scheduler.triggerTask(TASK);
    await catalog.scheduler.triggerTask(TASK);
    expect(catalog.logger.warn.mock.calls.map(([text]) => text)).toEqual([
      ...['locked', 'broken', 'stale', 'gone'].map(
        name =>
          `The calls of environment ${name} could not be read: NotFoundError: serviceMesh.environments has none of this name; see catalog.serviceMesh.environments`,
      ),
      'The calls of environment locked could not be read: NotAllowedError: ask the owners',
      expect.stringContaining(
        'The calls of environment broken could not be read: ResponseError',
      ),
      'The calls of environment stale could not be read: ServiceUnavailableError: connection refused',
    ]);
    await expect(
      until(
        () => catalog.relations('order'),
        found => found?.length === 4,
      ),
    ).resolves.toEqual([
      'dependsOn component:default/unused',
      'observedDependsOn component:default/payment',
      'observedDependsOn component:default/unused',
      'ownedBy group:default/shop',
    ]);
    await expect(catalog.relations('unused')).resolves.toEqual([
      'dependencyOf component:default/order',
      'observedDependencyOf component:default/order',
      'ownedBy group:default/shop',
    ]);
  });

  it('reads on a schedule of every replica', async () => {
    await expect(catalog.scheduler.getScheduledTasks()).resolves.toContainEqual(
      expect.objectContaining({ id: TASK, scope: 'local' }),
    );
  });
});
