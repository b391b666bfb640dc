import { LABELLED, NATIVE } from './__testUtils__/cases';
import {
  askAbout,
  deployment,
  injectedPod,
  itemsOf,
  meshOf,
  namespace,
  service,
} from './__testUtils__/shop';
import { worstReadiness } from './readinessOf';

const calm = [namespace(LABELLED), service(), deployment()];

describe('what is looked at before a workload gets a proxy', () => {
  it('finds nothing in the way of a workload as it should be', () => {
    const items = askAbout(meshOf(...calm, NATIVE));
    expect(items.filter(({ state }) => state !== 'ready')).toMatchObject([
      { id: 'strict/callers', state: 'unknown' },
      { id: 'plaintext-calls', state: 'unknown' },
    ]);
    expect(items.length).toBeGreaterThan(12);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(worstReadiness(items.map(({ state }) => state))).toBe('unknown');
    expect(worstReadiness([])).toBe('ready');
  });

  it('does not ask of ambient what concerns sidecars', () => {
    const items = askAbout(
      meshOf(
        namespace('istio.io/dataplane-mode: ambient'),
        service(),
        deployment({ pod: 'securityContext: { runAsUser: 1337 }' }),
      ),
    );
    for (const question of [
      'user-1337',
      'net-admin',
      'init-order',
      'start-order',
      'injection',
    ]) {
      expect(itemsOf(items, question)).toEqual([]);
    }
  });

  it('says nothing is ready that it could not read, and keeps what it found', () => {
    const items = askAbout(
      meshOf(...calm, service('{ port: 1 }', { name: 'b' })),
      {
        unreadable: ['services', 'networkpolicies.networking.k8s.io'],
      },
    );
    expect(itemsOf(items, 'network-policy')).toMatchObject([
      {
        state: 'unknown',
        says: expect.stringContaining('may not read networkpolicies'),
      },
    ]);
    expect(itemsOf(items, 'port-protocol').map(({ state }) => state)).toEqual([
      'warning',
      'unknown',
    ]);
  });

  it('takes copies of an application for one, and what is accepted for ready', () => {
    const copy = deployment({
      name: 'orders-primary',
      pod: 'serviceAccountName: orders',
    });
    const identityOf = (more: string, now?: Date) =>
      itemsOf(askAbout(meshOf(...calm, NATIVE, more), { now }), 'identity');
    expect(identityOf(copy)).toMatchObject([{ state: 'ready' }]);
    const shared = [
      injectedPod('orders'),
      deployment({ name: 'bills', pod: 'serviceAccountName: orders' }),
      `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: orders
  namespace: shop
  annotations: { servicemesh.ecotrack.io/accepted.MESH3409: One product. }
`,
    ].join('\n---\n');
    expect(identityOf(shared)).toMatchObject([{ state: 'warning' }]);
    expect(identityOf(shared, new Date())).toMatchObject([
      { state: 'ready', says: expect.stringContaining('One product.') },
    ]);
  });
});
