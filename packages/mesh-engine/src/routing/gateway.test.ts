import {
  ask,
  NETWORKING,
  object,
  ORDERS,
  to,
  virtualService,
} from '../__testUtils__/routes';
import type { RouteClient } from './types';

const gateway: RouteClient = {
  kind: 'gateway',
  namespace: 'ingress',
  labels: { istio: 'ingressgateway' },
};

describe('mesh.route of a gateway', () => {
  const PUBLIC = object(
    NETWORKING,
    'Gateway',
    'public',
    {
      selector: { istio: 'ingressgateway' },
      servers: [
        {
          port: { number: 443, name: 'https', protocol: 'HTTPS' },
          hosts: ['shop/*.example.com'],
          tls: { mode: 'SIMPLE', credentialName: 'c' },
        },
      ],
    },
    'ingress',
  );
  const bound = (http: unknown[], namespace = 'shop') =>
    virtualService(
      'web',
      { hosts: ['web.example.com'], gateways: ['ingress/public'], http },
      namespace,
    );
  const https = {
    from: gateway,
    port: 443,
    tls: true,
    host: 'Web.Example.com:443',
  };

  it('asks the server name, then the host, then the routes', () => {
    const resources = [
      ...ORDERS,
      PUBLIC,
      bound([
        {
          match: [{ uri: { prefix: '/o' } }],
          rewrite: { uri: '/' },
          mirror: { host: 'orders', subset: 'v2' },
          mirrorPercentage: { value: 5 },
          fault: { abort: { httpStatus: 500, percentage: { value: 1 } } },
          route: [to('orders', 'v1')],
        },
        { match: [{ uri: { exact: '/ok' } }], directResponse: { status: 200 } },
      ]),
    ];
    expect(ask(resources, { ...https, path: '/o/1' })).toMatchObject({
      outcome: 'route',
      server: { gateway: 'ingress/public', portName: 'https' },
      actions: {
        mirrors: [{ percentage: 5, destination: { subset: 'v2' } }],
        rewrite: { uri: '/' },
      },
      destinations: [{ subset: 'v1', weight: 100 }],
    });
    expect(ask(resources, { ...https, path: '/x' }).outcome).toBe('noRoute');
    expect(ask(resources, { ...https, tls: false }).outcome).toBe(
      'noFilterChain',
    );
    expect(ask(resources, { ...https, host: 'x.org' }).outcome).toBe(
      'noFilterChain',
    );
    expect(ask(resources, { ...https, port: 80 }).outcome).toBe('noListener');
  });

  it('does not take routes from namespaces that the server does not name', () => {
    expect(
      ask([PUBLIC, bound([{ route: [to('orders')] }], 'other')], https).outcome,
    ).toBe('noRoute');
  });

  it('takes HTTPRoutes of the namespaces that a listener allows, the closest match first', () => {
    const api = 'gateway.networking.k8s.io/v1';
    const route = (namespace: string, matches: unknown[], backend: string) =>
      object(
        api,
        'HTTPRoute',
        `${backend}`,
        {
          parentRefs: [{ name: 'edge', namespace: 'ingress' }],
          hostnames: ['web.example.com'],
          rules: [{ matches, backendRefs: [{ name: backend, port: 80 }] }],
        },
        namespace,
      );
    const resources = [
      ...ORDERS,
      object(
        api,
        'Gateway',
        'edge',
        {
          gatewayClassName: 'istio',
          listeners: [
            {
              name: 'http',
              port: 80,
              protocol: 'HTTP',
              allowedRoutes: {
                namespaces: {
                  from: 'Selector',
                  selector: {
                    matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
                  },
                },
              },
            },
          ],
        },
        'ingress',
      ),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
      route('shop', [{ path: { type: 'PathPrefix', value: '/' } }], 'all'),
      route('shop', [{ path: { value: '/orders' } }], 'orders'),
      route('other', [{ path: { type: 'Exact', value: '/orders' } }], 'no'),
    ];
    const from: RouteClient = {
      kind: 'gateway',
      namespace: 'ingress',
      labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' },
    };
    const hostOf = (path: string) =>
      ask(resources, { from, host: 'web.example.com', path }).destinations[0]
        ?.host;
    expect(hostOf('/orders')).toBe('orders.shop.svc.cluster.local');
    expect(hostOf('/orders/1')).toBe('orders.shop.svc.cluster.local');
    expect(hostOf('/ordersX')).toBe('all.shop.svc.cluster.local');
  });

  it('takes Ingresses of its class, the longest path first', () => {
    const path = (value: string, name: string, pathType = 'Prefix') => ({
      path: value,
      pathType,
      backend: { service: { name, port: { number: 80 } } },
    });
    const ingress = {
      ...object('networking.k8s.io/v1', 'Ingress', 'web', {
        ingressClassName: 'istio',
        rules: [
          {
            host: 'web.example.com',
            http: { paths: [path('/', 'all'), path('/orders', 'orders')] },
          },
        ],
      }),
    };
    const hostOf = (asked: string) =>
      ask([...ORDERS, ingress], {
        from: gateway,
        host: 'web.example.com',
        path: asked,
      }).destinations[0]?.host.split('.')[0];
    expect(['/orders', '/orders/1', '/ordersX', '/'].map(hostOf)).toEqual([
      'orders',
      'orders',
      'all',
      'all',
    ]);
  });
});

describe('mesh.route of routes of the Gateway API in the mesh', () => {
  const api = 'gateway.networking.k8s.io/v1';
  const parentRefs = [
    { group: '', kind: 'Service', name: 'orders', namespace: 'shop' },
  ];
  const backend = (name: string, namespace: string) => ({
    name,
    namespace,
    port: 80,
  });

  it('reads calls of gRPC as paths', () => {
    const route = object(api, 'GRPCRoute', 'orders', {
      parentRefs,
      rules: [
        {
          matches: [{ method: { service: 'shop.Orders', method: 'Get' } }],
          backendRefs: [backend('orders', 'shop')],
        },
      ],
    });
    const outcome = (path: string) => ask([...ORDERS, route], { path }).outcome;
    expect(outcome('/shop.Orders/Get')).toBe('route');
    expect(outcome('/shop.Orders/List')).toBe('noRoute');
  });

  it('asks ReferenceGrants for backends of other namespaces', () => {
    const route = object(api, 'HTTPRoute', 'orders', {
      parentRefs,
      rules: [{ backendRefs: [backend('stock', 'depot')] }],
    });
    const grant = object(
      'gateway.networking.k8s.io/v1beta1',
      'ReferenceGrant',
      'shop',
      {
        from: [
          {
            group: 'gateway.networking.k8s.io',
            kind: 'HTTPRoute',
            namespace: 'shop',
          },
        ],
        to: [{ group: '', kind: 'Service', name: 'stock' }],
      },
      'depot',
    );
    expect(ask([...ORDERS, route])).toMatchObject({
      outcome: 'directResponse',
      directResponse: { status: 500 },
    });
    expect(ask([...ORDERS, route, grant])).toMatchObject({
      outcome: 'route',
      destinations: [{ host: 'stock.depot.svc.cluster.local' }],
    });
  });
});
