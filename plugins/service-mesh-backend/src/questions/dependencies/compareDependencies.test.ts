import type { Entity } from '@backstage/catalog-model';
import type { Mesh } from '@ecotrack/mesh-engine';
import { WITHOUT_TELEMETRY } from '../__testUtils__/input';
import {
  application,
  deployment,
  meshOf,
  pod,
  service,
} from '../__testUtils__/manifests';
import { bothEnds, destination, sample } from '../__testUtils__/samples';
import {
  byId,
  component,
  dependenciesOf,
  historyOf,
  HOUR,
} from './__testUtils__/dependencies';
import { compareDependencies } from './compareDependencies';

const mesh = meshOf(
  ...['cart', 'order', 'payment', 'ledger'].map(name => application(name)),
);
const components = (...order: string[]) => [
  component('cart'),
  component('order', order),
  component('payment'),
  component('ledger'),
];

function compare(
  ...[of, samples, entities, more]: Parameters<typeof dependenciesOf>
) {
  return compareDependencies(dependenciesOf(of, samples, entities, more)).map(
    ({ source, target, state, declaredBy, reason }) =>
      [source, target, state, ...declaredBy, reason]
        .filter(part => part !== undefined)
        .join(' | ')
        .replaceAll('component:default/', ''),
  );
}

/** Why it is not known whether order calls ledger. */
function whyUnknown(
  of: Mesh,
  more?: Parameters<typeof dependenciesOf>[3],
  entities: Entity[] = components('dependsOn ledger'),
) {
  const [row] = compareDependencies(dependenciesOf(of, [], entities, more));
  return row.state === 'unknown' ? row.reason : row.state;
}

describe('declared and observed dependencies', () => {
  it('are undeclared, unseen or confirmed, with figures, and calls over TCP count', () => {
    const samples = [
      ...bothEnds('order', 'payment', 2),
      ...bothEnds('order', 'cart', 300, { protocol: 'tcp' }),
    ];
    expect(
      compare(
        mesh,
        samples,
        components('dependsOn payment', 'dependsOn ledger'),
      ),
    ).toEqual([
      'order | cart | undeclared',
      'order | ledger | unseen | dependsOn',
      'order | payment | confirmed | dependsOn',
    ]);
    const [cart, ledger, payment] = compareDependencies(
      dependenciesOf(
        mesh,
        samples,
        components('dependsOn payment', 'dependsOn ledger'),
      ),
    );
    const lastSeen = '2026-03-01T11:45:00.000Z';
    expect(cart).toMatchObject({ requestRate: null, byteRate: 300, lastSeen });
    expect(payment).toMatchObject({ requestRate: 2, byteRate: null, lastSeen });
    expect(payment.because[0]).toMatchObject({
      object: { kind: 'Service', name: 'payment' },
      says: 'order calls payment: 2 req/s, last seen by 11:45 UTC.',
    });
    expect(ledger).toMatchObject({ requestRate: null, lastSeen: null });
    expect(ledger.because.map(({ says }) => says)).toEqual([
      'component:default/order declares it: dependsOn.',
      'Its proxies report, and no such call was seen in 6 h.',
    ]);
  });

  it('take an API for those who provide it, of whom one is enough', () => {
    const entities = [
      component('order', ['consumesApi api:default/pay']),
      component('payment', ['providesApi api:default/pay']),
      component('ledger', ['providesApi api:default/pay']),
    ];
    expect(compare(mesh, bothEnds('order', 'payment', 1), entities)).toEqual([
      'order | payment | confirmed | consumesApis: pay',
    ]);
    expect(compare(mesh, [], entities)).toEqual([
      'order | ledger | unseen | consumesApis: pay',
      'order | payment | unseen | consumesApis: pay',
    ]);
  });

  it('take several services of one entity for one, and leave out calls between them', () => {
    const shared = [
      component('order', [], byId('front')),
      component('payment', []),
    ];
    const fronts = meshOf(
      ...['order', 'cart'].flatMap(name => [
        service(name),
        deployment(name, { labels: "'backstage.io/kubernetes-id': front" }),
      ]),
      application('payment'),
    );
    const samples = [
      ...bothEnds('order', 'cart', 5),
      ...bothEnds('order', 'payment', 1),
      ...bothEnds('cart', 'payment', 2),
    ];
    expect(compare(fronts, samples, shared)).toEqual([
      'order | payment | undeclared',
    ]);
    const [row] = compareDependencies(dependenciesOf(fronts, samples, shared));
    expect(row.requestRate).toBe(3);
  });

  it('ask of an ambiguous service that one of its entities declares the call', () => {
    const twins = [
      ...components('dependsOn twin'),
      component('twin', [], {
        'backstage.io/kubernetes-label-selector': 'app=payment',
      }),
    ];
    expect(compare(mesh, bothEnds('order', 'payment', 1), twins)).toEqual([
      'order | twin | confirmed | dependsOn',
    ]);
  });

  it('know a worker without a service by its pods', () => {
    const worker = meshOf(
      deployment('worker'),
      pod('worker-1', 'worker'),
      application('ledger'),
    );
    expect(
      compare(worker, bothEnds('worker', 'ledger', 1), [
        component('worker', ['dependsOn ledger']),
        component('ledger'),
      ]),
    ).toEqual(['worker | ledger | confirmed | dependsOn']);
  });
});

describe('a declared dependency that was not seen is unknown', () => {
  it.each([
    [
      'without telemetry',
      WITHOUT_TELEMETRY,
      'There is no telemetry: Prometheus away since 10:30 UTC.',
    ],
    [
      'with old telemetry',
      {
        historyState: {
          state: 'stale',
          since: new Date('2026-03-01T11:00:00Z'),
        },
      },
      'Prometheus is away since 11:00 UTC.',
    ],
    [
      'with an old catalog',
      { catalog: { state: 'stale', since: new Date('2026-03-01T11:00:00Z') } },
      'The catalog is away since 11:00 UTC.',
    ],
    [
      'with an old cluster',
      {
        kubernetes: { state: 'stale', since: new Date('2026-03-01T11:00:00Z') },
      },
      'The cluster is away since 11:00 UTC.',
    ],
    [
      'in a short window',
      { window: { text: '15m', seconds: 900 } },
      '15 min are too short to call anything unused.',
    ],
    [
      'where little of the window is known',
      { history: historyOf(mesh, [], { covered: HOUR / 2 }) },
      'Prometheus tells of 30 min of the last 6 h only.',
    ],
    [
      'where no proxy of the caller reports',
      { history: historyOf(mesh, [], { reporting: new Set(['shop/cart']) }) },
      'No proxy of order reported anything in 6 h.',
    ],
  ] satisfies [string, Parameters<typeof dependenciesOf>[3], string][])(
    '%s',
    (_, more, reason) => {
      expect(whyUnknown(mesh, more)).toBe(reason);
    },
  );

  it('where the caller has no proxy, or calls past it, or is new', () => {
    const ledger = application('ledger');
    const bare = meshOf(
      service('order'),
      deployment('order'),
      pod('order-1', 'order', { hasProxy: false }),
      ledger,
    );
    expect(whyUnknown(bare)).toBe(
      'order has no proxy of the mesh, so nobody tells whom it calls.',
    );
    const past = meshOf(
      application('order').replace(
        'template:\n    metadata: {',
        "template:\n    metadata: { annotations: { 'traffic.sidecar.istio.io/excludeOutboundPorts': '5432, 80' },",
      ),
      ledger,
    );
    expect(whyUnknown(past)).toBe('order calls port 80 past its proxy.');
    const young = meshOf(
      application('order').replace(
        'kind: Deployment\nmetadata: {',
        "kind: Deployment\nmetadata: { creationTimestamp: '2026-03-01T11:40:00Z',",
      ),
      ledger,
    );
    expect(whyUnknown(young)).toBe('order exists for 20 min only.');
  });

  it('where a gateway stands between them', () => {
    const door = meshOf(
      application('order'),
      service('door'),
      deployment('door').replace(
        'containers: [{ name: main',
        "containers: [{ name: istio-proxy, args: ['proxy', 'router']",
      ),
      `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: out, namespace: shop }
spec: { selector: { app: door }, servers: [{ port: { number: 443, name: https, protocol: HTTPS }, hosts: ['*'] }] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: bank, namespace: shop }
spec: { hosts: [bank.example.com], ports: [{ number: 443, name: https, protocol: HTTPS }], location: MESH_EXTERNAL }
`,
    );
    const samples = [
      ...bothEnds('order', 'door', 1),
      sample('door', destination('unknown', 'bank.example.com'), 1, {
        reporter: 'source',
      }),
    ];
    const entities = [
      component('order', ['dependsOn bank']),
      component('bank', [], {
        'servicemesh.ecotrack.io/host': 'bank.example.com',
      }),
    ];
    const [row] = compareDependencies(dependenciesOf(door, samples, entities));
    expect(row).toMatchObject({
      state: 'unknown',
      reason:
        'order calls door, and that calls bank.example.com; metrics do not tell for whom.',
    });
  });

  it('where nothing could be called', () => {
    const why = (...more: Entity[]) =>
      whyUnknown(mesh, {}, [component('order', ['dependsOn thing']), ...more]);
    expect(why()).toBe(
      'The catalog has no component or resource of this name.',
    );
    expect(why(component('thing', [], {}))).toBe(
      'No annotation says where a mesh has it.',
    );
    expect(why(component('thing'))).toBe('Nothing in test is thing.');
    expect(
      whyUnknown(mesh, {}, [component('order', ['consumesApi api:default/x'])]),
    ).toBe('The catalog names nobody who provides this API.');
  });
});
