import { SCENARIOS } from '../scenarios';
import { startTestPlatform } from '../__testUtils__/startTestPlatform';

const MINUTE = 60_000;
const PAYMENT = 'destination_service_name="payment-service"';

/** Opens a platform for one test. */
async function withPlatform(
  cluster: string,
  test: (
    started: Awaited<ReturnType<typeof startTestPlatform>>,
  ) => Promise<void>,
) {
  const started = await startTestPlatform(cluster);
  try {
    await test(started);
  } finally {
    await started.platform.close();
  }
}

function routes(v1: number, v2: number) {
  const destination = (subset: string) => ({ host: 'payment-service', subset });
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'payment-service', namespace: 'ecotrack' },
    spec: {
      hosts: ['payment-service'],
      http: [
        {
          match: [{ headers: { 'x-canary': { exact: 'true' } } }],
          route: [{ destination: destination('v2') }],
        },
        {
          route: [
            { destination: destination('v1'), weight: v1 },
            { destination: destination('v2'), weight: v2 },
          ],
        },
      ],
    },
  };
}

describe.each(SCENARIOS.map(({ cluster }) => cluster))('%s', cluster => {
  it('has traffic for a day that both ends count alike and that reaches every service of the scenario', () =>
    withPlatform(cluster, async ({ platform, query }) => {
      const runtime = platform.cluster(cluster);
      const quiet = runtime.traffic.flows.filter(
        ({ unreachable, rate }) => unreachable || rate <= 0,
      );
      expect(quiet).toEqual([]);
      const asked = new Set(
        runtime.traffic.flows.map(({ service }) => service.host),
      );
      const scenario = SCENARIOS.find(one => one.cluster === cluster);
      for (const { to } of scenario?.calls ?? []) {
        const [namespace, name = ''] = to.split('/');
        const host = runtime.mesh.service(namespace, name)?.host ?? namespace;
        expect(asked).toContain(host);
      }
      for (const offset of ['', ' offset 23h']) {
        const rates = await Promise.all(
          ['source', 'destination'].map(reporter =>
            query(
              `sum by (destination_workload, destination_workload_namespace) (rate(istio_requests_total{reporter="${reporter}",source_principal!="unknown",destination_principal!="unknown"}[30m]${offset}))`,
            ),
          ),
        );
        const [sent, received] = rates;
        expect(Object.keys(received).length).toBeGreaterThan(1);
        for (const [workload, rate] of Object.entries(received)) {
          expect(sent[workload] / rate).toBeCloseTo(1, 1);
        }
      }
    }));

  it('has histograms whose buckets grow and end at the count', () =>
    withPlatform(cluster, async ({ platform }) => {
      const { store } = platform.cluster(cluster).traffic;
      const now = platform.clock.now();
      const values = (name: string) =>
        [...store.all(`istio_request_duration_milliseconds_${name}`)].map(
          series => series.sampleAt(now) ?? NaN,
        );
      const counts = values('count');
      const buckets = values('bucket');
      const size = buckets.length / counts.length;
      expect(size).toBe(20);
      counts.forEach((count, index) => {
        const own = buckets.slice(index * size, (index + 1) * size);
        expect(own).toEqual([...own].sort((a, b) => a - b));
        expect(own[size - 1]).toBe(count);
      });
    }));
});

describe('weights of a route', () => {
  it.each([
    [100, 0],
    [75, 25],
    [50, 50],
    [1, 99],
    [0, 100],
  ])('%s to %s move the traffic and keep its sum', (v1, v2) =>
    withPlatform('ecotrack-production', async ({ platform, clock, query }) => {
      const split = (at: string) =>
        query(
          `sum by (destination_version) (rate(istio_requests_total{reporter="destination",${PAYMENT}}[10m]${at}))`,
        );
      platform.cluster('ecotrack-production').apply(routes(v1, v2));
      clock.advance(20 * MINUTE);
      const after = await split('');
      const before = await split(' offset 20m');
      const sum = (rates: Record<string, number>) =>
        Object.values(rates).reduce((total, rate) => total + rate, 0);
      const declared = 0.98 * (v2 / 100) + 0.02;
      expect((after.v2 ?? 0) / sum(after)).toBeCloseTo(declared, 2);
      expect(before.v2 / sum(before)).toBeCloseTo(0.98 * 0.1 + 0.02, 2);
      const all = await query(
        `sum(rate(istio_requests_total{reporter="destination",${PAYMENT}}[24h]))`,
      );
      expect(Math.abs(sum(after) / all[''] - 1)).toBeLessThan(0.16);
    }),
  );
});

describe('what proxies report', () => {
  it('is plaintext from a client without a proxy, where the policies let it in', async () => {
    const legacy =
      'sum by (connection_security_policy, source_principal) (rate(istio_requests_total{reporter="destination",destination_service_name="order-service",connection_security_policy="none"}[5m]))';
    await withPlatform('ecotrack-dev', async ({ query }) => {
      expect(await query(legacy)).toEqual({
        'none unknown': expect.closeTo(2.1, 0),
      });
    });
    await withPlatform('ecotrack-production', async ({ query }) => {
      expect(await query(legacy)).toEqual({});
    });
  });

  it('names such a client only when the proxies look up their peers', () =>
    withPlatform('ecotrack-dev', async ({ platform, clock, query }) => {
      const callers =
        'sum by (source_workload) (rate(istio_requests_total{reporter="destination",connection_security_policy="none",destination_service_name="order-service"}[5m])) > 0';
      const cluster = platform.cluster('ecotrack-dev');
      const config = (discovery: boolean) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'istio', namespace: 'istio-system' },
        data: {
          mesh: `defaultConfig: { proxyMetadata: { PEER_METADATA_DISCOVERY: "${discovery}" } }`,
        },
      });
      cluster.apply(config(false));
      clock.advance(10 * MINUTE);
      expect(Object.keys(await query(callers))).toEqual(['unknown']);
      cluster.apply(config(true));
      clock.advance(10 * MINUTE);
      expect(Object.keys(await query(callers))).toEqual(['legacy-batch']);
    }));

  it('of a gateway is what it sends; to a host outside the mesh there is no destination', () =>
    withPlatform('ecotrack-production', async ({ query }) => {
      expect(
        await query(
          'count by (reporter) (istio_requests_total{pod=~"istio-.*"})',
        ),
      ).toEqual({ source: expect.any(Number) });
      expect(
        await query(
          'count by (source_workload, destination_workload, destination_service) (istio_requests_total{destination_service="api.payments.example.com"})',
        ),
      ).toEqual({
        'api.payments.example.com unknown istio-egressgateway':
          expect.any(Number),
      });
    }));

  it('is 503 UH to a service without a ready pod', () =>
    withPlatform('ecotrack-production', async ({ platform, clock, query }) => {
      const cluster = platform.cluster('ecotrack-production');
      const ref = { apiVersion: 'apps/v1', kind: 'Deployment' };
      for (const name of ['payment-service-v1', 'payment-service-v2']) {
        const known = cluster.store.get({
          ...ref,
          namespace: 'ecotrack',
          name,
        });
        cluster.apply({
          ...ref,
          metadata: { name, namespace: 'ecotrack' },
          ...known,
          spec: { ...(known?.spec as object), replicas: 0 },
        });
      }
      clock.advance(10 * MINUTE);
      expect(
        Object.keys(
          await query(
            `sum by (reporter, response_code, response_flags, destination_workload) (rate(istio_requests_total{${PAYMENT}}[5m])) > 0`,
          ),
        ),
      ).toEqual(['unknown source 503 UH']);
    }));

  it('carries the status of gRPC', () =>
    withPlatform('tai', async ({ query }) => {
      expect(
        Object.keys(
          await query(
            'sum by (request_protocol, response_code, grpc_response_status) (istio_requests_total{destination_service_name="coordinator"})',
          ),
        ).sort(),
      ).toEqual(['0 grpc 200', '13 grpc 200']);
    }));
});

describe('chance', () => {
  const metrics = async (seed: number) => {
    const { platform, clock } = await startTestPlatform('maily', seed);
    clock.advance(7 * MINUTE);
    const response = await fetch(`${platform.httpUrl}/clusters/maily/metrics`);
    await platform.close();
    return response.text();
  };

  it('is the same with the same seed and another with another', async () => {
    const [one, same, other] = await Promise.all([
      metrics(1),
      metrics(1),
      metrics(2),
    ]);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });
});
