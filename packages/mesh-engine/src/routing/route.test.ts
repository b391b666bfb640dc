import { Mesh } from '../mesh/Mesh';
import type { KubeObject } from '../resources/types';
import {
  ask,
  NETWORKING,
  object,
  ORDERS,
  service,
  to,
  virtualService,
} from '../__testUtils__/routes';

describe('mesh.route of a sidecar', () => {
  it('tells the share of each version, and who stands behind it', () => {
    const answer = ask([
      ...ORDERS,
      virtualService('orders', {
        hosts: ['orders'],
        http: [{ route: [to('orders', 'v1', 9), to('orders', 'v2', 1)] }],
      }),
    ]);
    expect(answer).toMatchObject({
      outcome: 'route',
      route: { field: 'spec.http[0]', object: { name: 'orders' } },
      virtualHost: { host: 'orders.shop.svc.cluster.local', port: 80 },
      actions: { timeout: '0s', retries: { attempts: 2 } },
    });
    expect(
      answer.destinations.map(({ subset, weight, workloads, problem }) => [
        subset,
        weight,
        workloads.map(({ name }) => name),
        problem,
      ]),
    ).toEqual([
      ['v1', 90, ['orders-v1'], undefined],
      ['v2', 10, ['orders-v2'], undefined],
    ]);
    expect(answer.because.map(({ says }) => says).join(' ')).toContain('90 %');
  });

  it('says why a destination cannot be reached', () => {
    const problems = ask([
      ...ORDERS,
      virtualService('orders', {
        hosts: ['orders'],
        http: [
          {
            route: [
              to('orders', 'v3', 1),
              to('nobody', undefined, 1),
              {
                destination: { host: 'orders', port: { number: 81 } },
                weight: 1,
              },
            ],
          },
        ],
      }),
    ]).destinations.map(({ problem }) => problem);
    expect(problems).toEqual(['noSubset', 'noService', 'noPort']);
  });

  it('depends on what is not known, and says on what', () => {
    const resources = [
      ...ORDERS,
      virtualService('orders', {
        hosts: ['orders'],
        http: [
          {
            name: 'beta',
            match: [{ headers: { 'X-Beta': { exact: 'yes' } } }],
            route: [to('orders', 'v2')],
          },
          { name: 'rest', route: [to('orders', 'v1')] },
        ],
      }),
    ];
    expect(ask(resources, { headers: undefined })).toMatchObject({
      outcome: 'depends',
      dependsOn: ['header x-beta'],
      possible: [{ route: { name: 'beta' } }, { route: { name: 'rest' } }],
    });
    expect(ask(resources, { headers: { 'x-beta': 'yes' } }).route?.name).toBe(
      'beta',
    );
    expect(ask(resources).route?.name).toBe('rest');
  });

  it.each([
    [{ uri: { prefix: '/a' } }, { path: '/abc?x=1' }, true],
    [{ uri: { exact: '/a' } }, { path: '/A' }, false],
    [{ uri: { exact: '/a' }, ignoreUriCase: true }, { path: '/A' }, true],
    [{ uri: { regex: '/a/[0-9]+' } }, { path: '/a/1/b' }, false],
    [{ uri: { regex: '/(a+)+$' } }, { path: `/${'a'.repeat(5000)}!` }, false],
    [{ uri: { regex: '((' } }, { path: '/' }, false],
    [{ queryParams: { v: { exact: '2' } } }, { path: '/?v=2' }, true],
    [{ queryParams: { v: { exact: '2' } } }, { path: '/' }, false],
    [{ queryParams: { v: {} } }, { path: '/?v=' }, true],
    [{ method: { exact: 'POST' } }, { method: 'GET' }, false],
    [{ authority: { prefix: 'orders' } }, {}, true],
    [{ withoutHeaders: { a: { exact: '1' } } }, {}, true],
    [{ withoutHeaders: { a: {} } }, { headers: { A: '1' } }, false],
    [{ port: 81 }, {}, false],
    [{ sourceNamespace: 'other' }, {}, false],
    [{ sourceLabels: { app: 'web' } }, {}, false],
    [{ gateways: ['ingress/public'] }, {}, false],
  ])('match %j of request %j: %s', (match, request, fits) => {
    const { route } = ask(
      [
        ...ORDERS,
        virtualService('orders', {
          hosts: ['orders'],
          http: [
            { name: 'it', match: [match], route: [to('orders', 'v1')] },
            { name: 'rest', route: [to('orders', 'v2')] },
          ],
        }),
      ],
      request,
    );
    expect(route?.name === 'it').toBe(fits);
  });

  it('puts the rules of a delegate into the place that delegates', () => {
    const answer = ask(
      [
        ...ORDERS,
        virtualService('root', {
          hosts: ['orders'],
          http: [
            {
              name: 'api',
              match: [{ uri: { prefix: '/api' } }],
              timeout: '3s',
              delegate: { name: 'leaf' },
            },
          ],
        }),
        virtualService('leaf', {
          http: [
            {
              name: 'v2',
              match: [{ uri: { prefix: '/api/v2' } }],
              route: [to('orders', 'v2')],
            },
          ],
        }),
      ],
      { path: '/api/v2/x' },
    );
    expect(answer).toMatchObject({
      route: { name: 'api-v2', object: { name: 'leaf' } },
      actions: { timeout: '3s' },
    });
  });

  it('ends with delegates that delegate to each other', () => {
    const delegates = (name: string, other: string) =>
      virtualService(name, {
        hosts: name === 'a' ? ['orders'] : [],
        http: [{ delegate: { name: other } }],
      });
    const answer = ask([...ORDERS, delegates('a', 'b'), delegates('b', 'a')]);
    expect(answer.outcome).toBe('route');
  });

  it('keeps to what exportTo and the Sidecar let the caller see', () => {
    const hidden = virtualService(
      'elsewhere',
      {
        hosts: ['orders.shop.svc.cluster.local'],
        exportTo: ['.'],
        http: [{ redirect: { uri: '/' } }],
      },
      'other',
    );
    expect(ask([...ORDERS, hidden]).route?.name).toBe('default');
    const sidecar = object(NETWORKING, 'Sidecar', 'default', {
      egress: [{ hosts: ['./other.shop.svc.cluster.local'] }],
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    });
    expect(ask([...ORDERS, sidecar])).toMatchObject({
      outcome: 'blackhole',
      because: [{ object: { kind: 'Sidecar' } }, {}],
    });
  });

  it('applies no rule to callers without a proxy, and those of a waypoint to callers in ambient', () => {
    const rule = virtualService('orders', {
      hosts: ['orders'],
      http: [{ name: 'v2', route: [to('orders', 'v2')] }],
    });
    const workload = (dataplane: string) => [
      ...ORDERS,
      rule,
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'shop',
          labels: { 'istio.io/dataplane-mode': dataplane },
        },
      },
    ];
    const waypoint = object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'waypoint',
      { gatewayClassName: 'istio-waypoint', listeners: [] },
    );
    const answer = (resources: KubeObject[]) => {
      const mesh = Mesh.from(resources);
      const from = mesh.workload('shop', 'orders-v1');
      return (
        from &&
        mesh.route({ from, port: 80, host: 'orders', path: '/', headers: {} })
      );
    };
    expect(answer(workload('none'))).toMatchObject({
      route: { name: 'default' },
      because: [{ object: { name: 'orders-v1' } }, {}],
    });
    const inAmbient = workload('ambient');
    expect(answer(inAmbient)?.route?.name).toBe('default');
    const [orders] = inAmbient;
    const labelled = {
      ...orders,
      metadata: {
        ...orders.metadata,
        labels: { 'istio.io/use-waypoint': 'waypoint' },
      },
    };
    expect(answer([labelled, ...inAmbient.slice(1), waypoint])).toMatchObject({
      route: { name: 'v2' },
      because: [{ object: { name: 'waypoint' } }, {}, {}],
    });
  });

  it('routes TLS by server name and TCP by port', () => {
    const resources = [
      object(NETWORKING, 'ServiceEntry', 'bank', {
        hosts: ['bank.example', 'other.example'],
        ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
        resolution: 'DNS',
      }),
      virtualService('bank', {
        hosts: ['bank.example'],
        tls: [
          {
            match: [{ sniHosts: ['bank.example'], port: 443 }],
            route: [to('other.example')],
          },
        ],
      }),
      service('db', [{ port: 5432, name: 'tcp' }]),
      virtualService('db', {
        hosts: ['db'],
        tcp: [
          { match: [{ port: 1 }], route: [to('nobody')] },
          { route: [to('db', undefined)] },
        ],
      }),
    ];
    expect(
      ask(resources, { host: 'bank.example', port: 443, tls: true }),
    ).toMatchObject({
      route: { field: 'spec.tls[0]' },
      destinations: [{ host: 'other.example', port: 443 }],
    });
    expect(
      ask(resources, { host: 'db', port: 5432, protocol: 'tcp' }),
    ).toMatchObject({
      route: { field: 'spec.tcp[1]' },
      destinations: [{ host: 'db.shop.svc.cluster.local', weight: 100 }],
    });
  });
});
