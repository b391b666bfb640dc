import * as fc from 'fast-check';
import { meshOf } from '../__testUtils__/meshOf';
import type { Mesh } from '../mesh/Mesh';
import { readManifests } from '../resources/readManifests';
import { impact } from './impact';
import type { ObservedCall } from './types';

const application = (
  name: string,
  { namespace = 'shop', version = 'v1', app = name, proxy = true } = {},
) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  template:
    metadata: { labels: { app: ${app}, version: ${version} } }
    spec: { serviceAccountName: ${app}, containers: [{ name: main }] }
---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}-1
  namespace: ${namespace}
  labels: { app: ${app}, version: ${version} }
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: ${name}, controller: true }]
spec: { serviceAccountName: ${app}, containers: [{ name: main }${
  proxy ? ', { name: istio-proxy }' : ''
}] }
status: { phase: Running, conditions: [{ type: Ready, status: 'True' }] }
`;

const service = (name: string) => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;

const SHOP = [
  application('web'),
  application('cart'),
  application('cart-v2', { app: 'cart', version: 'v2' }),
  application('batch', { namespace: 'jobs', proxy: false }),
  service('web'),
  service('cart'),
  `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart
  subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }]
`,
].join('');

const weights = (stable: number, canary: number) => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - { destination: { host: cart, subset: v1 }, weight: ${stable} }
        - { destination: { host: cart, subset: v2 }, weight: ${canary} }
`;

const peers = (mode: string) => `
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: ${mode} } }
`;

const policy = (rules: string, action = 'ALLOW') => `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  selector: { matchLabels: { app: cart } }
  action: ${action}
  rules: ${rules}
`;

const ofWeb =
  "[{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }] }]";

const call = (
  client: ObservedCall['client'],
  workload: string,
  requestRate: number,
): ObservedCall => ({
  client,
  server: { namespace: 'shop', workload },
  requestRate,
});

const TRAFFIC = [
  call({ namespace: 'shop', workload: 'web' }, 'cart', 90),
  call({ namespace: 'jobs', workload: 'batch' }, 'cart', 2.5),
];

describe('impact', () => {
  it('tells who may no longer call, and how many requests that touches', () => {
    const { access, sentences } = impact(
      meshOf(SHOP),
      meshOf(SHOP + policy(ofWeb)),
      TRAFFIC,
    );
    const denied = access.filter(({ server }) => server.name === 'cart');
    expect(
      denied.map(({ callers, before, after, requestRate }) => [
        callers.name,
        before,
        after,
        requestRate,
      ]),
    ).toEqual([
      ['2 workloads of shop', 'allow', 'deny', 0],
      ['batch in jobs', 'allow', 'deny', 2.5],
      ['callers outside the mesh', 'allow', 'deny', 0],
    ]);
    expect(denied[0].decidedBy?.policy).toMatchObject({
      kind: 'AuthorizationPolicy',
      name: 'cart',
    });
    expect(sentences[0]).toBe(
      'batch in jobs may no longer call Deployment cart in shop on port 8080 (2.5 req/s now).',
    );
    for (const { because } of access) {
      expect(because.length).toBeGreaterThan(0);
    }
  });

  it('tells the requests that a rule speaks of, when not all are treated alike', () => {
    const { access } = impact(
      meshOf(SHOP),
      meshOf(
        SHOP +
          policy(
            "[{ to: [{ operation: { methods: [DELETE], paths: ['/admin/*'] } }] }]",
            'DENY',
          ),
      ),
    );
    expect(access).toContainEqual(
      expect.objectContaining({
        before: 'allow',
        after: 'depends',
        server: expect.objectContaining({ name: 'cart' }),
      }),
    );
  });

  it('tells the plaintext that STRICT refuses', () => {
    const { connections, sentences } = impact(
      meshOf(SHOP + peers('PERMISSIVE')),
      meshOf(SHOP + peers('STRICT')),
      TRAFFIC,
    );
    expect(connections).toContainEqual(
      expect.objectContaining({
        callers: expect.objectContaining({ name: 'batch in jobs' }),
        server: expect.objectContaining({ name: 'cart' }),
        before: 'plaintext',
        after: 'refused',
        requestRate: 2.5,
      }),
    );
    expect(sentences[0]).toBe(
      'The connection of batch in jobs to Service cart in shop on port 80 is refused and was plaintext (2.5 req/s now).',
    );
    expect(
      connections.every(({ callers }) => !callers.name.includes('web')),
    ).toBe(true);
  });

  it('tells the requests that move', () => {
    const { routes, sentences } = impact(
      meshOf(SHOP + weights(90, 10)),
      meshOf(SHOP + weights(75, 25)),
      TRAFFIC,
    );
    expect(routes).toHaveLength(1);
    expect(routes[0]).toMatchObject({
      host: 'cart.shop.svc.cluster.local',
      port: 80,
      requestRate: 92.5,
    });
    expect(sentences[0]).toContain('75 % to v1, 25 % to v2');
  });

  it('asks callers apart that a rule tells apart', () => {
    const byCaller = (app: string) => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - match: [{ sourceLabels: { app: ${app} } }]
      route: [{ destination: { host: cart, subset: v2 } }]
    - route: [{ destination: { host: cart, subset: v1 } }]
`;
    const { routes } = impact(
      meshOf(SHOP + byCaller('web')),
      meshOf(SHOP + byCaller('other')),
    );
    expect(routes.map(({ from }) => from)).toEqual(['mesh, web in shop']);
  });

  it('tells findings that appear and go, and which objects changed', () => {
    const broken = weights(90, 10).replace('subset: v2', 'subset: v3');
    const before = meshOf(SHOP + weights(90, 10));
    const { findings, objects } = impact(before, meshOf(SHOP + broken));
    expect(findings.appeared.map(({ message }) => message).join()).toContain(
      'v3',
    );
    expect(objects).toMatchObject({
      added: [],
      removed: [],
      changed: [{ kind: 'VirtualService', name: 'cart' }],
    });
    expect(impact(meshOf(SHOP + broken), before).findings.gone).toEqual(
      findings.appeared,
    );
  });

  it('tells the same of objects without a namespace, which are of default', () => {
    const told = (of: (text: string) => string) =>
      impact(meshOf(of(SHOP)), meshOf(of(SHOP + policy(ofWeb)))).access.map(
        ({ server, before, after }) => [server.name, before, after],
      );
    const inNone = told(text =>
      text
        .replaceAll(', namespace: shop', '')
        .replaceAll('\n  namespace: shop', '')
        .replaceAll('/ns/shop/', '/ns/default/'),
    );
    expect(inNone).toEqual(told(text => text.replaceAll('shop', 'default')));
    expect(inNone).not.toEqual([]);
  });

  it('tells what a Sidecar changes for the callers of its namespace', () => {
    const sidecar = (host: string) => `
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: jobs }
spec:
  outboundTrafficPolicy: { mode: REGISTRY_ONLY }
  egress: [{ hosts: ['${host}'] }]
`;
    const all = SHOP + application('report', { namespace: 'jobs' });
    const { connections, routes } = impact(
      meshOf(all + sidecar('shop/*')),
      meshOf(all + sidecar('shop/web.shop.svc.cluster.local')),
    );
    expect(
      connections.map(({ callers, server, after }) => [
        callers.name,
        server.name,
        after,
      ]),
    ).toEqual([['report in jobs', 'cart', 'refused']]);
    expect(routes.map(({ host, from }) => [host, from])).toEqual([
      ['cart.shop.svc.cluster.local', 'mesh, report in jobs'],
    ]);
  });

  it('of nothing is nothing, whatever the order of the objects', () => {
    const { resources } = readManifests([
      {
        path: 'a',
        text: SHOP + weights(90, 10) + peers('STRICT') + policy(ofWeb),
      },
    ]);
    const mesh = meshOf(
      SHOP + weights(90, 10) + peers('STRICT') + policy(ofWeb),
    );
    const none = {
      sentences: [],
      objects: { added: [], changed: [], removed: [] },
      access: [],
      connections: [],
      routes: [],
      findings: { appeared: [], gone: [] },
    };
    expect(impact(mesh, mesh, TRAFFIC)).toEqual(none);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(resources, {
          minLength: resources.length,
          maxLength: resources.length,
        }),
        order => {
          const same = (mesh.constructor as typeof Mesh).from(order);
          expect(impact(mesh, same, TRAFFIC).sentences).toEqual([]);
        },
      ),
      { numRuns: 10 },
    );
  });
});
