import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Platform } from '@ecotrack/ecotrack-sim';
import { refOf, type KubeObject } from '@ecotrack/mesh-engine';
import { eventually } from '../../__testUtils__/eventually';
import {
  CLUSTER,
  kubernetesConfig,
  startCluster,
} from '../../__testUtils__/platform';
import { ClusterReader } from './ClusterReader';
import type { NoticedChange } from './noticeChange';
import { readClusters } from './readClusters';

jest.setTimeout(40_000);

const logger = mockServices.logger.mock({ child: () => logger });

const serviceNamed = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'ecotrack' },
  spec: { ports: [{ port: 80, name: 'http' }] },
});
const refNamed = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  namespace: 'ecotrack',
  name,
});

describe('ClusterReader', () => {
  let platform: Platform;
  let reader: ClusterReader;
  let changes: NoticedChange[];

  function createReader(change: object = {}): ClusterReader {
    const config = kubernetesConfig(platform);
    Object.assign(config.clusterLocatorMethods[0].clusters[0], change);
    const target = readClusters(
      new ConfigReader({ kubernetes: config }),
      new Set([CLUSTER]),
      logger,
    ).get(CLUSTER);
    changes = [];
    return new ClusterReader(target!, logger, noticed =>
      changes.push(...noticed),
    );
  }

  const state = () => reader.snapshot().state;
  const isLive = () =>
    eventually(state, ({ state: current }) => current === 'live');
  const has = (name: string) =>
    reader.snapshot().mesh.service('ecotrack', name);
  const apply = (name: string) =>
    platform.cluster(CLUSTER).apply(serviceNamed(name));
  const fault = (kind: string) =>
    platform.faults.switchOn({ cluster: CLUSTER, kind });

  beforeEach(async () => {
    platform = await startCluster();
    reader = createReader();
  });

  afterEach(async () => {
    reader.stop();
    await platform.close();
  });

  it('reads the whole cluster, and calls itself live only then', async () => {
    expect(state()).toEqual({
      state: 'unavailable',
      reason: 'The cluster is being read.',
    });
    reader.start();
    await isLive();
    const { mesh } = reader.snapshot();
    const names = (list: readonly { namespace: string; name: string }[]) =>
      list.map(({ namespace, name }) => `${namespace}/${name}`).sort();
    const truth = platform.cluster(CLUSTER).mesh;
    expect(names(mesh.services)).toEqual(names(truth.services));
    expect(names(mesh.workloads)).toEqual(names(truth.workloads));
    expect(mesh.config).toEqual(truth.config);
    expect(mesh.services.map(service => mesh.mtlsOfService(service))).toEqual(
      truth.services.map(service => truth.mtlsOfService(service)),
    );
  });

  it('says which kinds it may not read, reads the others, and recovers', async () => {
    const { id } = platform.faults.switchOn({
      cluster: CLUSTER,
      kind: 'unreadable-kind',
      resource: 'peerauthentications',
    });
    reader.start();
    await isLive();
    expect(state().unreadable).toEqual([
      'peerauthentications.security.istio.io',
    ]);
    expect(has('order-service')).toBeDefined();
    platform.faults.switchOff(id);
    await eventually(state, ({ unreadable }) => unreadable === undefined);
    expect(state().state).toBe('live');
    expect(reader.snapshot().mesh.objects('PeerAuthentication')).not.toEqual(
      [],
    );
  });

  it('tells what changed after the first view: a new form once, a removal, no status', async () => {
    const cluster = platform.cluster(CLUSTER);
    reader.start();
    await isLive();
    expect(changes).toEqual([]);
    const [route] = cluster.mesh.objects('VirtualService');
    const spec = { ...(route.spec as object), exportTo: ['.'] };
    cluster.apply({ ...route, spec });
    await eventually(
      () => changes.length,
      count => count > 0,
    );
    cluster.apply({ ...route, spec, status: { validated: true } });
    cluster.remove(refOf(route));
    await eventually(
      () => reader.snapshot() && changes.length,
      count => count > 1,
    );
    expect(changes).toMatchObject([
      { action: 'changed', generation: 2, says: 'It changed: spec.exportTo.' },
      { action: 'removed', object: { name: route.metadata.name } },
    ]);
  });

  it('keeps nothing that no question reads, and no Secret', async () => {
    platform.cluster(CLUSTER).apply({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'passwords', namespace: 'ecotrack' },
      data: { password: 'hunter2' },
    });
    platform.cluster(CLUSTER).apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'extra',
        namespace: 'ecotrack',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          kept: 'yes',
        },
      },
      spec: {
        serviceAccountName: 'extra',
        volumes: [{ name: 'data' }],
        containers: [
          {
            name: 'app',
            image: 'app:1',
            env: [{ name: 'PASSWORD', value: 'hunter2' }],
            ports: [{ containerPort: 80 }],
          },
        ],
      },
    });
    reader.start();
    await isLive();
    const { mesh } = reader.snapshot();
    expect(JSON.stringify(mesh.all)).not.toContain('hunter2');
    expect(mesh.objects('Secret')).toEqual([]);
    expect(
      mesh.objects('ConfigMap').map(({ metadata }) => metadata.name),
    ).toEqual(['istio']);
    expect(
      mesh.get({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: 'ecotrack',
        name: 'extra',
      }),
    ).toMatchObject({
      metadata: { annotations: { kept: 'yes' } },
      spec: {
        serviceAccountName: 'extra',
        containers: [
          { name: 'app', image: 'app:1', ports: [{ containerPort: 80 }] },
        ],
      },
    });
  });

  it('sees what comes, changes and goes, and leaves older snapshots as they were', async () => {
    reader.start();
    await isLive();
    const before = reader.snapshot();
    apply('new-service');
    await eventually(() => has('new-service'), Boolean);
    const during = reader.snapshot();
    expect(during.version).toBeGreaterThan(before.version);
    expect(before.mesh.service('ecotrack', 'new-service')).toBeUndefined();
    platform.cluster(CLUSTER).remove(refNamed('new-service'));
    await eventually(
      () => has('new-service'),
      service => !service,
    );
    expect(during.mesh.service('ecotrack', 'new-service')).toBeDefined();
  });

  it('resumes a dropped watch without losing what happened meanwhile', async () => {
    reader.start();
    await isLive();
    fault('watch-drop');
    apply('meanwhile');
    await eventually(() => has('meanwhile'), Boolean);
    expect(state().state).toBe('live');
  });

  it('lists anew when its version is gone', async () => {
    reader.start();
    await isLive();
    apply('old');
    await eventually(() => has('old'), Boolean);
    fault('watch-gone');
    await new Promise(done => setTimeout(done, 100));
    platform.cluster(CLUSTER).remove(refNamed('old'));
    apply('new');
    await eventually(() => has('new'), Boolean);
    expect(has('old')).toBeUndefined();
    expect(state().state).toBe('live');
  });

  it('is stale since the API is away, keeps what it has, and recovers', async () => {
    reader.start();
    await isLive();
    const { mesh } = reader.snapshot();
    const { id } = fault('apiserver-away');
    const away = await eventually(
      state,
      ({ state: current }) => current === 'stale',
    );
    expect(away.since).toBeInstanceOf(Date);
    expect(away.reason).toBeTruthy();
    expect(reader.snapshot().mesh.services).toEqual(mesh.services);
    await new Promise(done => setTimeout(done, 1_500));
    expect(state()).toMatchObject({ state: 'stale', since: away.since });
    apply('while-away');
    platform.faults.switchOff(id);
    await isLive();
    await eventually(() => has('while-away'), Boolean);
  });

  it('says why a cluster that never answered is unavailable', async () => {
    reader = createReader({ serviceAccountToken: 'wrong' });
    reader.start();
    const refused = await eventually(state, ({ since }) => Boolean(since));
    expect(refused.state).toBe('unavailable');
    expect(refused.reason).toContain('401');
  });
});
