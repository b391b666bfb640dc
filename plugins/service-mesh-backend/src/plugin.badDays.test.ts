import { CLUSTER } from './__testUtils__/platform';
import { eventually } from './__testUtils__/eventually';
import { startPlugin } from './__testUtils__/startPlugin';

jest.setTimeout(40_000);

describe('the plugin on bad days', () => {
  let started: Awaited<ReturnType<typeof startPlugin>>;
  const get = (path: string) => started.get(path);

  beforeAll(async () => {
    started = await startPlugin();
  });

  afterAll(() => started?.stop());

  afterEach(() => {
    const { faults } = started.platform;
    faults.active.forEach(({ id }) => faults.switchOff(id));
  });

  it('marks telemetry stale while Prometheus is away, and recovers', async () => {
    const traffic = (body: { edges?: unknown[] }) => body.edges?.length ?? 0;
    const before = (await get('/production/topology?window=30m')).body;
    const { id } = started.platform.faults.switchOn({
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
    started.platform.faults.switchOff(id);
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
    started.catalog.isAway = true;
    const [overview, topology, service] = await Promise.all(
      ['/overview', '/topology', '/services/ecotrack/payment-service'].map(
        async path => (await get(`/production${path}`)).body,
      ),
    );
    started.catalog.isAway = false;
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
    const { id } = started.platform.faults.switchOn({
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
    started.platform.faults.switchOff(id);
    await eventually(
      () => get('/production/mtls'),
      ({ body }) => body.sources.kubernetes.unreadable === undefined,
    );
  });

  it('tells what changed in the cluster, newest first', async () => {
    const cluster = started.platform.cluster(CLUSTER);
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
    const { id } = started.platform.faults.switchOn({
      cluster: CLUSTER,
      kind: 'apiserver-away',
    });
    const { body: away } = await eventually(
      () => get('/production/mtls'),
      ({ body }) => body.sources.kubernetes.state === 'stale',
    );
    expect(away.sources.kubernetes.since).toEqual(expect.any(String));
    expect(away.items).toHaveLength(before.items.length);
    started.platform.faults.switchOff(id);
    await eventually(
      () => get('/production/mtls'),
      ({ body }) => body.sources.kubernetes.state === 'live',
    );
  });
});
