import { once } from 'node:events';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import {
  AppsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  Watch,
  type KubernetesObject,
} from '@kubernetes/client-node';
import type { IncomingMessage } from 'node:http';
import type { Platform } from '../platform/startPlatform';
import { startTestPlatform } from '../__testUtils__/startTestPlatform';

const CLUSTER = 'ecotrack-production';
const SERVICES = '/api/v1/namespaces/ecotrack/services';

interface Seen {
  phase: string;
  object: KubernetesObject & { code?: number; reason?: string };
}

describe('the Kubernetes API', () => {
  let platform: Platform;
  let config: KubeConfig;

  beforeEach(async () => {
    ({ platform } = await startTestPlatform(CLUSTER));
    config = new KubeConfig();
    config.loadFromOptions({
      clusters: [
        {
          name: CLUSTER,
          server: platform.clusters[0].kubeUrl,
          caData: Buffer.from(platform.ca).toString('base64'),
        },
      ],
      users: [{ name: 'reader', token: platform.token }],
      contexts: [{ name: 'it', cluster: CLUSTER, user: 'reader' }],
      currentContext: 'it',
    });
  });

  afterEach(() => platform.close());

  /** Any request, for what the client has no call for. */
  async function send(
    path: string,
    { method = 'GET', token = platform.token } = {},
  ) {
    const sent = request(`${platform.clusters[0].kubeUrl}${path}`, {
      method,
      ca: platform.ca,
      headers: token ? { authorization: `Bearer ${token}` } : {},
    }).end();
    const [response]: IncomingMessage[] = await once(sent, 'response');
    return {
      status: response.statusCode,
      body: JSON.parse(await text(response)),
    };
  }

  /** A watch with what it has seen; `ended` resolves with its error, or null. */
  async function watch(path: string, parameters: Record<string, string>) {
    const seen: Seen[] = [];
    let end: (error: unknown) => void = () => {};
    const ended = new Promise(done => {
      end = done;
    });
    const controller = await new Watch(config).watch(
      path,
      parameters,
      (phase, object) => seen.push({ phase, object }),
      error => end(error),
    );
    const until = async (count: number) => {
      const deadline = Date.now() + 5_000;
      while (seen.length < count && Date.now() < deadline) {
        await new Promise(done => setTimeout(done, 10));
      }
      return seen;
    };
    return { ended, until, stop: () => controller.abort() };
  }

  const serviceNamed = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'ecotrack' },
    spec: { ports: [{ port: 80, name: 'http' }] },
  });

  it('lists by pages that together are the whole list', async () => {
    const api = config.makeApiClient(CoreV1Api);
    const whole = await api.listPodForAllNamespaces();
    const names: (string | undefined)[] = [];
    const versions = new Set<string | undefined>();
    let token: string | undefined;
    do {
      const page = await api.listPodForAllNamespaces({
        limit: 7,
        _continue: token,
      });
      names.push(...page.items.map(({ metadata }) => metadata?.name));
      versions.add(page.metadata?.resourceVersion);
      token = page.metadata?._continue;
    } while (token);
    expect(whole.items.length).toBeGreaterThan(14);
    expect(names).toEqual(whole.items.map(({ metadata }) => metadata?.name));
    expect(versions.size).toBe(1);
  });

  it('runs what the manifests say: pods over three zones, with a proxy where it is injected', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const apps = config.makeApiClient(AppsV1Api);
    const deployment = await apps.readNamespacedDeployment({
      namespace: 'ecotrack',
      name: 'order-service-v1',
    });
    const { items: pods } = await core.listNamespacedPod({
      namespace: 'ecotrack',
      labelSelector:
        'app in (order-service),version=v1,pod-template-hash,!absent',
    });
    const { items: nodes } = await core.listNode();
    const zoneOf = new Map(
      nodes.map(({ metadata }) => [
        metadata?.name,
        metadata?.labels?.['topology.kubernetes.io/zone'],
      ]),
    );
    // As many as its autoscaler keeps at least: the manifest says no number.
    expect(deployment.spec?.replicas).toBe(2);
    expect(deployment.status?.readyReplicas).toBe(2);
    expect(pods).toHaveLength(2);
    expect(new Set(zoneOf.values()).size).toBe(3);
    for (const pod of pods) {
      expect(zoneOf.get(pod.spec?.nodeName)).toBeDefined();
      expect(pod.spec?.initContainers).toContainEqual(
        expect.objectContaining({
          name: 'istio-proxy',
          restartPolicy: 'Always',
        }),
      );
      const [owner] = pod.metadata?.ownerReferences ?? [];
      const set = await apps.readNamespacedReplicaSet({
        namespace: 'ecotrack',
        name: owner.name,
      });
      expect(set.metadata?.uid).toBe(owner.uid);
      expect(set.metadata?.ownerReferences?.[0].uid).toBe(
        deployment.metadata?.uid,
      );
    }
    const { items: outside } = await core.listNamespacedPod({
      namespace: 'istio-system',
      labelSelector: 'app=istiod',
    });
    expect(outside.flatMap(pod => pod.spec?.initContainers ?? [])).toEqual([]);
  });

  it('serves every version of a kind with the same objects', async () => {
    const api = config.makeApiClient(CustomObjectsApi);
    const lists = await Promise.all(
      ['v1', 'v1beta1', 'v1alpha3'].map(version =>
        api.listClusterCustomObject({
          group: 'networking.istio.io',
          version,
          plural: 'virtualservices',
        }),
      ),
    );
    const names = lists.map(({ items }) =>
      items.map((item: KubernetesObject) => item.metadata?.name),
    );
    expect(names[0].length).toBeGreaterThan(3);
    expect(names[1]).toEqual(names[0]);
    expect(names[2]).toEqual(names[0]);
    expect(lists[1].items[0].apiVersion).toBe('networking.istio.io/v1beta1');
  });

  it('tells the use of pods as a metrics server does', async () => {
    const { body } = await send(
      '/apis/metrics.k8s.io/v1beta1/namespaces/ecotrack/pods?labelSelector=app%3Dpayment-service',
    );
    expect(body.items.length).toBeGreaterThan(1);
    expect(body.items[0]).toMatchObject({
      kind: 'PodMetrics',
      containers: [
        {
          name: 'app',
          usage: {
            cpu: expect.stringMatching(/^\d+n$/),
            memory: expect.stringMatching(/^\d+Ki$/),
          },
        },
        { name: 'istio-proxy' },
      ],
    });
  });

  it.each([
    ['/api', { versions: ['v1'] }],
    ['/version', { major: '1' }],
    [
      '/apis',
      {
        groups: expect.arrayContaining([
          expect.objectContaining({
            name: 'security.istio.io',
            preferredVersion: {
              groupVersion: 'security.istio.io/v1',
              version: 'v1',
            },
          }),
        ]),
      },
    ],
    [
      '/apis/argoproj.io/v1alpha1',
      {
        groupVersion: 'argoproj.io/v1alpha1',
        resources: expect.arrayContaining([
          expect.objectContaining({ name: 'rollouts', kind: 'Rollout' }),
        ]),
      },
    ],
    ['/api/v1/namespaces/data', { kind: 'Namespace' }],
    ['/apis/batch/v1/jobs', { kind: 'JobList', items: [] }],
    [
      `${SERVICES}?fieldSelector=metadata.name%3Dorder-service`,
      { items: [{ metadata: { name: 'order-service' } }] },
    ],
    [
      '/apis/cert-manager.io/v1/certificates',
      {
        items: expect.arrayContaining([
          expect.objectContaining({
            status: expect.objectContaining({
              notAfter: expect.stringMatching(/^202[67]-/),
            }),
          }),
        ]),
      },
    ],
  ])('answers %s', async (path, expected) => {
    const { status, body } = await send(path);
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
  });

  it.each([
    ['/api/v1/secrets', {}, 404, 'NotFound'],
    ['/apis/nobody.example.com/v1', {}, 404, 'NotFound'],
    [`${SERVICES}/nobody`, {}, 404, 'NotFound'],
    [`${SERVICES}?fieldSelector=spec.type%3Da`, {}, 400, 'BadRequest'],
    ['/api/v1/pods?continue=1:x', {}, 410, 'Expired'],
    ['/api/v1/pods', { token: '' }, 401, 'Unauthorized'],
    ['/api/v1/pods', { token: 'guessed' }, 401, 'Unauthorized'],
    [SERVICES, { method: 'POST' }, 403, 'Forbidden'],
    [`${SERVICES}/order-service`, { method: 'DELETE' }, 403, 'Forbidden'],
  ])('refuses %s %j with %s', async (path, options, code, reason) => {
    platform.cluster(CLUSTER).store.compact();
    const { status, body } = await send(path, options);
    expect(status).toBe(code);
    expect(body).toMatchObject({ kind: 'Status', code, reason });
  });

  it('tells a watch what changes after its version, and only that', async () => {
    const cluster = platform.cluster(CLUSTER);
    const list = await send(SERVICES);
    const from = { resourceVersion: list.body.metadata.resourceVersion };
    cluster.apply(serviceNamed('early'));
    const { until, stop } = await watch(SERVICES, from);
    await until(1);
    const changed = serviceNamed('early');
    changed.spec.ports[0].port = 81;
    cluster.apply(changed);
    cluster.apply({
      ...serviceNamed('elsewhere'),
      metadata: { name: 'elsewhere', namespace: 'data' },
    });
    cluster.remove({
      ...serviceNamed('early'),
      name: 'early',
      namespace: 'ecotrack',
    });
    const seen = await until(3);
    stop();
    expect(
      seen.map(({ phase, object }) => [phase, object.metadata?.name]),
    ).toEqual([
      ['ADDED', 'early'],
      ['MODIFIED', 'early'],
      ['DELETED', 'early'],
    ]);
    const versions = seen.map(({ object }) =>
      Number(object.metadata?.resourceVersion),
    );
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  it('loses nothing when the list changes between two pages', async () => {
    const cluster = platform.cluster(CLUSTER);
    const { body: first } = await send(`${SERVICES}?limit=2`);
    cluster.apply(serviceNamed('aaa'));
    cluster.apply(serviceNamed('zzz'));
    const { body: second } = await send(
      `${SERVICES}?continue=${encodeURIComponent(first.metadata.continue)}`,
    );
    const { until, stop } = await watch(SERVICES, {
      resourceVersion: second.metadata.resourceVersion,
    });
    const seen = await until(2);
    stop();
    const known = new Set(
      [
        ...first.items,
        ...second.items,
        ...seen.map(({ object }) => object),
      ].map(({ metadata }) => metadata.name),
    );
    const { body: now } = await send(SERVICES);
    expect(now.items.length).toBeGreaterThan(4);
    for (const { metadata } of now.items) {
      expect(known).toContain(metadata.name);
    }
  });

  it('starts a watch without a version with all there is', async () => {
    const { until, stop } = await watch('/api/v1/nodes', {});
    const seen = await until(3);
    stop();
    expect(seen.map(({ phase }) => phase)).toEqual(['ADDED', 'ADDED', 'ADDED']);
  });

  it('ends a watch after the time that it asked for', async () => {
    const { body } = await send(SERVICES);
    const { ended } = await watch(SERVICES, {
      resourceVersion: body.metadata.resourceVersion,
      timeoutSeconds: '1',
    });
    expect(await ended).toBeNull();
  });

  it('sends bookmarks to a watch that allows them', async () => {
    jest.useFakeTimers({
      doNotFake: [
        'setTimeout',
        'setImmediate',
        'nextTick',
        'Date',
        'performance',
      ],
    });
    try {
      const { body } = await send(SERVICES);
      const { until, stop } = await watch(SERVICES, {
        resourceVersion: body.metadata.resourceVersion,
        allowWatchBookmarks: 'true',
      });
      platform.cluster(CLUSTER).apply(serviceNamed('new'));
      await until(1);
      jest.advanceTimersByTime(30_000);
      const [added, bookmark] = await until(2);
      stop();
      expect(bookmark).toMatchObject({
        phase: 'BOOKMARK',
        object: { kind: 'Service', apiVersion: 'v1' },
      });
      expect(
        Number(bookmark.object.metadata?.resourceVersion),
      ).toBeGreaterThanOrEqual(Number(added.object.metadata?.resourceVersion));
    } finally {
      jest.useRealTimers();
    }
  });

  it('answers a watch from a forgotten version with 410', async () => {
    const { body } = await send(SERVICES);
    platform.cluster(CLUSTER).store.compact();
    const { until, ended } = await watch(SERVICES, {
      resourceVersion: body.metadata.resourceVersion,
    });
    expect(await until(1)).toMatchObject([
      { phase: 'ERROR', object: { code: 410, reason: 'Expired' } },
    ]);
    await ended;
  });
});
