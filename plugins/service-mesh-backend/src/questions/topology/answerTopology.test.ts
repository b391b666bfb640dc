import * as fc from 'fast-check';
import type { TrafficSample } from '../../sources/telemetry/types';
import { inputOf, WITHOUT_TELEMETRY } from '../__testUtils__/input';
import {
  application,
  deployment,
  meshOf,
  peerAuthentication,
  pod,
  service,
} from '../__testUtils__/manifests';
import {
  bothEnds,
  destination,
  peer,
  readingOf,
  sample,
} from '../__testUtils__/samples';
import { answerTopology } from './answerTopology';

const EXTERNAL = `
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: bank, namespace: shop }
spec: { hosts: [bank.example.com], ports: [{ number: 443, name: https, protocol: HTTPS }], location: MESH_EXTERNAL }
`;
const GATEWAY = `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: door, namespace: shop }
spec: { selector: { app: door }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }] }
`;
const RESILIENCE = `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec: { host: cart, trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec: { hosts: [cart], http: [{ fault: { abort: { httpStatus: 500, percentage: { value: 1 } } }, route: [{ destination: { host: cart } }] }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec: { selector: { matchLabels: { app: cart } }, rules: [{}] }
`;
const MESH = meshOf(
  application('web'),
  application('cart'),
  application(
    'redis',
    '{ name: redis, port: 6379 }, { name: metrics, port: 9121 }',
  ),
  application('door'),
  service('front'),
  deployment('front', { labels: 'app.kubernetes.io/component: gateway' }),
  deployment('batch'),
  GATEWAY,
  EXTERNAL,
);
const bank = destination('unknown', 'bank.example.com');

const ask = (samples: readonly TrafficSample[]) =>
  answerTopology(inputOf(MESH, samples));

describe('topology', () => {
  it('tells nodes apart by what they are, idle ones too', () => {
    const { nodes } = ask([
      ...bothEnds('batch', 'cart', 1),
      sample('unknown', 'front', 1, { security: 'none' }),
      sample('web', bank, 1, { reporter: 'source' }),
      sample('web', destination('unknown', 'unknown.host'), 1, {
        reporter: 'source',
      }),
    ]);
    expect(
      Object.fromEntries(
        nodes.map(({ id, kind, health }) => [id, `${kind} ${health}`]),
      ),
    ).toEqual({
      'service:shop/web': 'service idle',
      'service:shop/cart': 'service ok',
      'service:shop/redis': 'datastore idle',
      'service:shop/door': 'gateway idle',
      'service:shop/front': 'edge ok',
      'workload:shop/batch': 'workload idle',
      'service:shop/bank.example.com': 'external ok',
      'unknown:/clients without identity': 'unknown unknown',
      'unknown:/unknown.host': 'unknown unknown',
    });
  });

  it('never takes clients and hosts without a name for one another', () => {
    const nameless = {
      ...destination('unknown', 'x'),
      host: 'unknown',
      serviceName: 'unknown',
    };
    const { edges } = ask([
      sample('unknown', 'web', 1, { security: 'none' }),
      sample('web', nameless, 1, { reporter: 'source' }),
      sample('web', { ...nameless, serviceName: 'PassthroughCluster' }, 1, {
        reporter: 'source',
      }),
    ]);
    expect(edges.map(({ source, target }) => [source, target])).toEqual([
      ['service:shop/web', 'unknown:/PassthroughCluster'],
      ['service:shop/web', 'unknown:/hosts outside the mesh'],
      ['unknown:/clients without identity', 'service:shop/web'],
    ]);
  });

  it('sums an edge with its errors, protocol, latency and encryption', () => {
    const latency = (target: string, mean: number, revision = 'v1') => ({
      reporter: 'destination' as const,
      source: peer('web'),
      destination: destination(target, target, revision),
      mean,
    });
    const samples = [
      sample('web', 'cart', 6),
      sample('web', 'cart', 1, { responseCode: '500' }),
      sample('web', 'cart', 1, {
        responseCode: '503',
        responseFlags: 'UC',
        security: 'none',
      }),
      sample('web', destination('cart', 'cart', 'v2'), 8),
      sample('web', 'redis', 4096, { protocol: 'tcp' }),
    ];
    const { edges } = answerTopology(
      inputOf(MESH, [], {
        traffic: readingOf(samples, [
          latency('cart', 10),
          latency('cart', 30, 'v2'),
        ]),
      }),
    );
    expect(edges).toEqual([
      expect.objectContaining({
        id: 'service:shop/web → service:shop/cart',
        protocol: 'http',
        requestRate: 16,
        errorShare: 0.125,
        meanLatency: 20,
        byteRate: null,
        errors: [
          { code: '500', flags: '-', rate: 1 },
          { code: '503', flags: 'UC', rate: 1 },
        ],
        encryption: { state: 'mixed', mtlsShare: 15 / 16 },
      }),
      expect.objectContaining({
        id: 'service:shop/web → service:shop/redis',
        protocol: 'tcp',
        requestRate: null,
        errorShare: null,
        byteRate: 4096,
        encryption: { state: 'mtls', mtlsShare: 1 },
      }),
    ]);
  });

  it('says where no server counted, and where clients bring their own TLS', () => {
    const { edges } = answerTopology(
      inputOf(
        meshOf(
          application('web'),
          application('api', '{ name: https, port: 443 }'),
        ),
        [
          sample('web', bank, 1, { reporter: 'source' }),
          sample('web', 'api', 100, { protocol: 'tcp', security: 'none' }),
        ],
      ),
    );
    expect(edges.map(({ encryption }) => encryption)).toEqual([
      {
        state: 'unknown',
        mtlsShare: null,
        reason:
          'The port carries TLS of its clients, which the mesh does not see into.',
      },
      {
        state: 'unknown',
        mtlsShare: null,
        reason: 'No proxy at the server counted these calls.',
      },
    ]);
  });

  it('marks what is worth a mark', () => {
    const { nodes } = answerTopology(
      inputOf(
        meshOf(
          service('web'),
          deployment('web', { replicas: 3 }),
          pod('web-1', 'web'),
          pod('web-2', 'web', { hasProxy: false }),
          peerAuthentication('STRICT'),
          service('cart'),
          deployment('cart'),
          pod('cart-1', 'cart'),
          RESILIENCE,
        ),
        [sample('unknown', 'cart', 1, { security: 'none' })],
      ),
    );
    expect(nodes.map(({ name, badges }) => [name, badges])).toEqual([
      ['cart', ['circuit-breaker', 'authorization', 'fault', 'plaintext']],
      ['web', ['partial-sidecar', 'permissive', 'not-ready']],
      ['clients without identity', []],
    ]);
  });

  it('keeps the nodes and says why the rest is unknown without telemetry', () => {
    const { answer, nodes, edges } = answerTopology(
      inputOf(MESH, [], WITHOUT_TELEMETRY),
    );
    expect(answer).toBe(
      '6 nodes; who calls whom is unknown: Prometheus away since 10:30 UTC.',
    );
    expect(edges).toEqual([]);
    expect(nodes[0]).toMatchObject({
      health: 'unknown',
      requestRate: null,
      errorShare: null,
    });
  });

  describe('whatever the samples are', () => {
    /** Rates are told to a thousandth. */
    const ROUNDED = 0.0006;
    const label = fc.oneof(
      fc.constantFrom('web', 'cart', 'redis', 'door', 'batch', 'unknown'),
      fc.string(),
    );
    const samples = fc.array(
      fc
        .record({
          reporter: fc.constantFrom(
            'source' as const,
            'destination' as const,
            'waypoint' as const,
          ),
          from: label,
          to: label,
          host: label,
          protocol: fc.constantFrom(
            'http' as const,
            'grpc' as const,
            'tcp' as const,
          ),
          responseCode: fc.oneof(
            fc.constantFrom('200', '503', '0', ''),
            fc.string(),
          ),
          grpcStatus: fc.oneof(fc.constantFrom('', '0', '13'), fc.string()),
          responseFlags: fc.oneof(
            fc.constantFrom('-', 'UH', 'DC'),
            fc.string(),
          ),
          security: fc.constantFrom(
            'mutual_tls' as const,
            'none' as const,
            'unknown' as const,
          ),
          rate: fc.double({ min: 0, max: 1e6, noNaN: true }),
        })
        .map(({ from, to, host, rate, ...overrides }) =>
          sample(from, destination(to, host), rate, overrides),
        ),
      { maxLength: 30 },
    );

    it('a node has the sum of the edges into it, and every share lies in 0..1', () => {
      fc.assert(
        fc.property(samples, list => {
          const { nodes, edges } = ask(list);
          const ids = new Set(nodes.map(({ id }) => id));
          for (const { source, target, errorShare, encryption } of edges) {
            expect(ids).toContain(source);
            expect(ids).toContain(target);
            for (const share of [errorShare, encryption.mtlsShare]) {
              expect(share ?? 0).toBeGreaterThanOrEqual(0);
              expect(share ?? 0).toBeLessThanOrEqual(1);
            }
          }
          for (const { id, kind, requestRate, errorShare } of nodes) {
            const into = edges.filter(({ target }) => target === id);
            const sum = into.reduce(
              (total, edge) => total + (edge.requestRate ?? 0),
              0,
            );
            const isEntry = kind === 'gateway' && into.length === 0;
            expect(
              isEntry ||
                Math.abs((requestRate ?? 0) - sum) <=
                  ROUNDED * (into.length + 1),
            ).toBe(true);
            expect(errorShare ?? 0).toBeLessThanOrEqual(1);
          }
        }),
      );
    });

    it('their order does not matter', () => {
      fc.assert(
        fc.property(samples, list => {
          const there = ask(list);
          const back = ask([...list].reverse());
          expect(back.nodes.map(({ id, health }) => [id, health])).toEqual(
            there.nodes.map(({ id, health }) => [id, health]),
          );
          expect(back.edges.map(({ id, protocol }) => [id, protocol])).toEqual(
            there.edges.map(({ id, protocol }) => [id, protocol]),
          );
          back.edges.forEach(({ requestRate, byteRate }, position) => {
            const other = there.edges[position];
            expect(requestRate ?? 0).toBeCloseTo(other.requestRate ?? 0, 3);
            expect(byteRate ?? 0).toBeCloseTo(other.byteRate ?? 0, 3);
          });
        }),
      );
    });
  });
});
