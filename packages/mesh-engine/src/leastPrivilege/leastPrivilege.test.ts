import { meshOf } from '../__testUtils__/meshOf';
import type { ObservedCall } from '../impact/types';
import { leastPrivilege } from './leastPrivilege';

const application = (name: string, version: string, proxy = true) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}-${version}, namespace: shop }
spec:
  template:
    metadata: { labels: { app: ${name}, version: ${version} } }
    spec: { serviceAccountName: ${name}, containers: [{ name: main }] }
---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}-${version}-1
  namespace: shop
  labels: { app: ${name}, version: ${version} }
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: ${name}-${version}, controller: true }]
spec: { serviceAccountName: ${name}, containers: [{ name: main }${
  proxy ? ', { name: istio-proxy }' : ''
}] }
status: { phase: Running, conditions: [{ type: Ready, status: 'True' }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;

const MESH = meshOf(`
${application('web', 'v1')}${application('cart', 'v1')}${application(
  'cart',
  'v2',
)}${application('stock', 'v1')}${application('old', 'v1', false)}
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, namespace: shop }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: nightly } }, spec: { containers: [{ name: main }] } } } } }
`);

const call = (client: string | undefined, server: string): ObservedCall => ({
  client: client ? { namespace: 'shop', workload: client } : undefined,
  server: { namespace: 'shop', workload: server },
  host: `${server.split('-')[0]}.shop.svc.cluster.local`,
  requestRate: 3,
});

const TRAFFIC = [
  call('web-v1', 'cart-v1'),
  call('web-v1', 'cart-v2'),
  call('cart-v2', 'stock-v1'),
  call('old-v1', 'stock-v1'),
];

const found = leastPrivilege(MESH, TRAFFIC);

describe('least privilege', () => {
  it('lets in the callers that were seen, by labels that the next release keeps', () => {
    expect(found.authorizationPolicies).toEqual([
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: { name: 'cart-callers', namespace: 'shop' },
        spec: {
          selector: { matchLabels: { app: 'cart' } },
          action: 'ALLOW',
          rules: [
            {
              from: [
                { source: { principals: ['cluster.local/ns/shop/sa/web'] } },
              ],
              to: [{ operation: { ports: ['8080'] } }],
            },
          ],
        },
      },
    ]);
  });

  it('allows what was seen and nothing else', () => {
    const held = MESH.with({ upserted: found.authorizationPolicies });
    const decide = (client: string, server: string) =>
      held.authorize({
        source: { workload: held.workload('shop', client), mtls: true },
        destination: { workload: held.workload('shop', server), port: 8080 },
        protocol: 'http',
      }).decision;
    expect(decide('web-v1', 'cart-v1')).toBe('allow');
    expect(decide('web-v1', 'cart-v2')).toBe('allow');
    expect(decide('stock-v1', 'cart-v1')).toBe('deny');
    expect(decide('old-v1', 'stock-v1')).toBe('allow');
  });

  it('lists callers without identity instead of guessing, and proposes nothing that would refuse them', () => {
    expect(found.unidentified).toEqual([
      {
        server: expect.objectContaining({ name: 'stock-v1' }),
        requestRate: 3,
        says: expect.stringContaining('shop/old-v1 call without an identity'),
      },
    ]);
    const unnamed = leastPrivilege(MESH, [call(undefined, 'cart-v1')]);
    expect(unnamed.authorizationPolicies).toEqual([]);
    expect(unnamed.unidentified[0].says).toContain('unnamed callers');
  });

  it('narrows what callers see to the hosts that they call', () => {
    expect(
      found.sidecars.map(({ metadata, spec }) => [metadata.name, spec]),
    ).toContainEqual([
      'web',
      {
        workloadSelector: { labels: { app: 'web' } },
        egress: [
          { hosts: ['istio-system/*', 'shop/cart.shop.svc.cluster.local'] },
        ],
      },
    ]);
  });

  it('warns of callers that run rarely', () => {
    expect(found.rare).toEqual([
      {
        caller: expect.objectContaining({ kind: 'CronJob', name: 'nightly' }),
        says: expect.stringContaining('did not run in the observed time'),
      },
    ]);
  });

  it('proposes objects that nothing is wrong with', () => {
    const held = MESH.with({
      upserted: [...found.authorizationPolicies, ...found.sidecars],
    });
    expect(held.check().filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
  });
});
