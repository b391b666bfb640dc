import { LABELLED, NATIVE } from './__testUtils__/cases';
import {
  askAbout,
  deployment,
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
});
