import { request } from 'node:https';
import { startTestPlatform } from '../__testUtils__/startTestPlatform';

const CLUSTER = 'ecotrack-production';
const MINUTE = 60_000;

describe('faults over HTTP', () => {
  let started: Awaited<ReturnType<typeof startTestPlatform>>;

  beforeEach(async () => {
    started = await startTestPlatform(CLUSTER);
  });

  afterEach(() => started.platform.close());

  async function call(method: string, path: string, body?: object | string) {
    const response = await fetch(`${started.platform.httpUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'object' ? JSON.stringify(body) : body,
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : undefined,
    };
  }

  async function switchOn(fields: object): Promise<string> {
    const { status, body } = await call('POST', '/faults', {
      cluster: CLUSTER,
      ...fields,
    });
    expect({ status, body }).toMatchObject({ status: 201, body: fields });
    return body.id;
  }

  const payment = { namespace: 'ecotrack', name: 'payment-service' };

  const kube = (path: string) =>
    new Promise<number | undefined>((done, fail) => {
      const { platform } = started;
      request(`${platform.clusters[0].kubeUrl}${path}`, {
        ca: platform.ca,
        headers: { authorization: `Bearer ${platform.token}` },
      })
        .on('response', response => {
          response.resume();
          done(response.statusCode);
        })
        .on('error', fail)
        .end();
    });

  it('raises errors of a service, fires the alert after a minute, and ends both', async () => {
    const { clock, query } = started;
    const share = async () => {
      const errors = await query(
        'sum(rate(istio_requests_total{reporter="destination",destination_service_name="payment-service",response_code="500"}[2m])) / sum(rate(istio_requests_total{reporter="destination",destination_service_name="payment-service"}[2m]))',
      );
      return errors[''];
    };
    const alerts = () =>
      query(
        'sum by (alertname, namespace, destination_service_name) (ALERTS{alertstate="firing"})',
      );
    expect(await share()).toBeLessThan(0.01);
    const id = await switchOn({
      kind: 'service-errors',
      ...payment,
      share: 0.4,
    });
    clock.advance(30_000);
    expect(await alerts()).toEqual({});
    clock.advance(5 * MINUTE);
    expect(await share()).toBeCloseTo(0.4, 1);
    expect(await alerts()).toEqual({
      'HighErrorRate payment-service': 1,
      'MeshHighErrorRate payment-service ecotrack': 1,
    });
    expect((await call('DELETE', `/faults/${id}`)).status).toBe(204);
    clock.advance(5 * MINUTE);
    expect(await share()).toBeLessThan(0.01);
    expect(await alerts()).toEqual({});
  });

  it('slows one version down and not the other', async () => {
    const { clock, query } = started;
    await switchOn({
      kind: 'slow-version',
      ...payment,
      version: 'v2',
      factor: 8,
    });
    clock.advance(10 * MINUTE);
    const median = await query(
      'histogram_quantile(0.5, sum by (destination_version, le) (rate(istio_request_duration_milliseconds_bucket{reporter="destination",destination_service_name="payment-service"}[5m])))',
    );
    expect(median.v2 / median.v1).toBeGreaterThan(4);
    expect(median.v1).toBeLessThan(100);
  });

  it('replaces pods by pods without a proxy, and back', async () => {
    const { platform, clock, query } = started;
    const cluster = platform.cluster(CLUSTER);
    const sidecar = () =>
      cluster.mesh.workload('ecotrack', 'order-service-v1')?.sidecar.state;
    const pods = () =>
      cluster.mesh
        .workload('ecotrack', 'order-service-v1')
        ?.pods.map(({ ref }) => ref.name);
    const before = pods();
    const id = await switchOn({
      kind: 'missing-sidecar',
      namespace: 'ecotrack',
      name: 'order-service',
    });
    clock.advance(MINUTE);
    expect(sidecar()).toBe('none');
    expect(pods()).not.toEqual(before);
    expect(
      await query('count(istio_requests_total{pod=~"order-service.*"})'),
    ).toEqual({});
    await call('DELETE', `/faults/${id}`);
    clock.advance(MINUTE);
    expect(sidecar()).toBe('all');
    expect(pods()).toEqual(before);
  });

  it('sends plaintext to a service that takes it, and nothing arrives where it is refused', async () => {
    const { platform, clock, query } = started;
    const plaintext = () =>
      query(
        'sum by (source_workload, destination_service_name) (rate(istio_requests_total{connection_security_policy="none"}[5m])) > 0',
      );
    const order = { namespace: 'ecotrack', name: 'order-service' };
    await switchOn({ kind: 'plaintext-callers', ...order });
    clock.advance(10 * MINUTE);
    expect(await plaintext()).toEqual({});
    platform.cluster(CLUSTER).apply({
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default', namespace: 'ecotrack' },
      spec: { mtls: { mode: 'PERMISSIVE' } },
    });
    clock.advance(10 * MINUTE);
    expect(await plaintext()).toMatchObject({
      'order-service unknown': expect.closeTo(3, 0),
    });
  });

  it('lets a certificate expire', async () => {
    const { clock, query } = started;
    const left = () =>
      query(
        'max by (namespace) (istio_agent_cert_expiry_seconds{pod=~"payment-service-v1.*"})',
      );
    expect((await left()).ecotrack).toBeGreaterThan(12 * 3600);
    await switchOn({
      kind: 'expiring-certificate',
      ...payment,
      name: 'payment-service-v1',
      minutes: 20,
    });
    clock.advance(5 * MINUTE);
    expect((await left()).ecotrack).toBeCloseTo(900, -2);
    expect(Object.keys(await query('count by (alertname) (ALERTS)'))).toEqual([
      'CertificateExpiring',
    ]);
    clock.advance(20 * MINUTE);
    expect((await left()).ecotrack).toBeLessThan(0);
  });

  it('takes istiod away', async () => {
    const { platform, clock, query } = started;
    await switchOn({ kind: 'istiod-away' });
    clock.advance(MINUTE);
    const istiod = platform
      .cluster(CLUSTER)
      .mesh.workload('istio-system', 'istiod');
    expect(istiod?.ready).toBe(0);
    expect(await query('sum(up{job="istiod"})')).toEqual({ '': 0 });
    expect(await query('count(pilot_xds)')).toEqual({});
  });

  it('takes Prometheus away', async () => {
    const id = await switchOn({ kind: 'prometheus-away' });
    const url = `${started.platform.clusters[0].prometheusUrl}/api/v1/query?query=up`;
    expect((await fetch(url)).status).toBe(503);
    await call('DELETE', `/faults/${id}`);
    expect((await fetch(url)).status).toBe(200);
  });

  it('takes the API server away, and its watches with it', async () => {
    const open = kube('/api/v1/pods?watch=1&timeoutSeconds=60');
    expect(await open).toBe(200);
    await switchOn({ kind: 'apiserver-away' });
    await expect(kube('/version')).rejects.toThrow('socket hang up');
    await call('DELETE', '/faults');
    expect(await kube('/version')).toBe(200);
  });

  it.each([
    ['watch-drop', ''],
    ['watch-gone', '410'],
  ])('%s ends a watch once', async (kind, word) => {
    const { platform } = started;
    const seen: string[] = [];
    const watch = () =>
      new Promise<void>(ended => {
        request(
          `${
            platform.clusters[0].kubeUrl
          }/api/v1/nodes?watch=1&resourceVersion=${
            platform.cluster(CLUSTER).store.version
          }`,
          {
            ca: platform.ca,
            headers: { authorization: `Bearer ${platform.token}` },
          },
        )
          .on('response', response => {
            response.setEncoding('utf8');
            response.on('data', chunk => seen.push(chunk));
            response.on('error', () => ended());
            response.on('close', () => ended());
            switchOn({ kind });
          })
          .end();
      });
    await watch();
    expect(seen.join('')).toContain(word);
    expect(seen).toHaveLength(word ? 1 : 0);
    expect((await call('GET', '/faults')).body.active).toEqual([]);
  });

  it.each([
    [{}, 'cluster must be one of ecotrack-production'],
    [{ cluster: 'nowhere' }, 'cluster must be one of'],
    [{ cluster: CLUSTER, kind: 'bad-luck' }, 'kind must be one of'],
    [
      { cluster: CLUSTER, kind: 'istiod-away', share: 1 },
      'share is not a field of istiod-away',
    ],
    [
      { cluster: CLUSTER, kind: 'service-errors', name: 'order-service' },
      'namespace must be one of ambassador, data, ecotrack',
    ],
    [
      { cluster: CLUSTER, kind: 'service-errors', ...payment, name: 'nobody' },
      'name must be one of',
    ],
    [
      { cluster: CLUSTER, kind: 'service-errors', ...payment, share: 2 },
      'share must be a number from 0 to 1',
    ],
    [
      { cluster: CLUSTER, kind: 'slow-version', ...payment },
      'version must be one of v1, v2',
    ],
    ['{', 'the body must be JSON'],
  ])('refuses %j', async (body, message) => {
    const answer = await call('POST', '/faults', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toContain(message);
  });

  it('knows what is on, and shows it on its page', async () => {
    const id = await switchOn({ kind: 'service-errors', ...payment });
    const { body } = await call('GET', '/faults');
    expect(body.kinds['slow-version'].needs).toContain('version');
    expect(body.active).toMatchObject([{ id, ...payment }]);
    const page = await (await fetch(started.platform.httpUrl)).text();
    expect(page).toContain('payment-service <button');
    expect((await call('DELETE', '/faults/fault-99')).status).toBe(404);
  });
});
