import {
  ask,
  NETWORKING,
  object,
  ORDERS,
  service,
  to,
  virtualService,
} from '../__testUtils__/routes';
import type { KubeObject } from '../resources/types';
import { hostWithoutPort, knownRequest } from './knownRequest';

const sidecar = (spec: unknown) =>
  object(NETWORKING, 'Sidecar', 'default', spec);

const config = (mesh: unknown): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'istio', namespace: 'istio-system' },
  data: { mesh: JSON.stringify(mesh) },
});

describe('what a sidecar knows', () => {
  const stock = {
    ...service('stock'),
    metadata: { name: 'stock', namespace: 'depot' },
  };

  it('is all but what its egress list takes out again', () => {
    const all = [
      ...ORDERS,
      stock,
      sidecar({ egress: [{ hosts: ['*/*', '~depot/*'] }] }),
    ];
    expect(ask(all).outcome).toBe('route');
    expect(ask(all, { host: 'stock.depot' }).outcome).toBe('passthrough');
  });

  it('is for one port what the listener of that port has', () => {
    const all = [
      ...ORDERS,
      stock,
      sidecar({
        egress: [
          { port: { number: 80, protocol: 'HTTP' }, hosts: ['depot/*'] },
          { hosts: ['./*'] },
        ],
      }),
    ];
    expect(ask(all).outcome).toBe('passthrough');
    expect(ask(all, { host: 'stock.depot' })).toMatchObject({
      outcome: 'route',
      virtualHost: {
        domains: expect.arrayContaining(['stock.depot', 'stock.depot.svc']),
      },
    });
  });

  it('leaves the rest to the outbound policy', () => {
    const outside = { host: 'example.com' };
    expect(ask(ORDERS, outside)).toMatchObject({
      outcome: 'passthrough',
      virtualHost: { host: 'allow_any' },
    });
    const only = config({ outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } });
    expect(ask([...ORDERS, only], outside).outcome).toBe('blackhole');
    const dynamic = config({
      outboundTrafficPolicy: { mode: 'ALLOW_ANY_DYNAMIC_DNS' },
    });
    expect(ask([...ORDERS, dynamic], outside).outcome).toBe('dynamicForward');
    expect(ask([...ORDERS, dynamic], { ...outside, tls: true }).outcome).toBe(
      'passthrough',
    );
    const proxied = sidecar({
      outboundTrafficPolicy: {
        mode: 'ALLOW_ANY',
        egressProxy: {
          host: 'orders.shop.svc.cluster.local',
          port: { number: 80 },
        },
      },
    });
    expect(ask([...ORDERS, proxied], outside).destinations).toMatchObject([
      { host: 'orders.shop.svc.cluster.local', port: 80, weight: 100 },
    ]);
  });

  it('is the VirtualService with the longest host that stands for the service', () => {
    const rule = (name: string, host: string) =>
      virtualService(name, {
        hosts: [host],
        http: [{ name, route: [to('orders')] }],
      });
    const wide = rule('wide', '*.cluster.local');
    const near = rule('near', '*.shop.svc.cluster.local');
    expect(ask([...ORDERS, wide]).route?.name).toBe('wide');
    expect(ask([...ORDERS, wide, near]).route?.name).toBe('near');
    expect(
      ask([...ORDERS, wide, near, rule('own', 'orders')]).route?.name,
    ).toBe('own');
  });
});

describe('an EnvoyFilter', () => {
  const filter = (vhost: string) =>
    object('networking.istio.io/v1alpha3', 'EnvoyFilter', 'patch', {
      configPatches: [
        {
          applyTo: 'HTTP_ROUTE',
          match: {
            context: 'SIDECAR_OUTBOUND',
            routeConfiguration: { vhost: { name: vhost } },
          },
          patch: { operation: 'MERGE', value: {} },
        },
      ],
    });

  it('makes the answer depend on it, where it reaches the route', () => {
    const host = 'orders.shop.svc.cluster.local:80';
    expect(ask([...ORDERS, filter(host)])).toMatchObject({
      outcome: 'depends',
      dependsOn: ['EnvoyFilter patch in shop'],
      possible: [{ outcome: 'route' }],
    });
    expect(ask([...ORDERS, filter('other:80')]).outcome).toBe('route');
  });
});

describe('what is read of a request', () => {
  it.each([
    ['Orders:80', 'orders'],
    ['[::1]:80', '::1'],
    ['::1', '::1'],
    ['orders', 'orders'],
  ])('host %s: %s', (host, name) => {
    expect(hostWithoutPort(host)).toBe(name);
  });

  it('is the path as the mesh normalizes it, and the query beside it', () => {
    const from = { kind: 'sidecar' as const, namespace: 'shop', labels: {} };
    const read = (path: string) =>
      knownRequest({ from, port: 80, path }, 'BASE');
    expect(read('/a/../b?x=1&y=%20#z')).toMatchObject({
      path: '/b',
      query: { x: '1', y: ' ' },
      isRefused: false,
    });
    expect(read('/a%00').isRefused).toBe(true);
  });
});
