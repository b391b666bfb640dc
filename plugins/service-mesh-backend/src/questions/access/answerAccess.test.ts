import { inputOf, WITHOUT_TELEMETRY } from '../__testUtils__/input';
import { application, meshOf } from '../__testUtils__/manifests';
import { sample } from '../__testUtils__/samples';
import { answerAccess } from './answerAccess';

const policy = (name: string, spec: string) => `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ${name}, namespace: shop }
spec: { selector: { matchLabels: { app: ${name} } }, ${spec} }
`;

const SHOP = [
  application('web'),
  application('cart'),
  application('batch'),
  application('redis', '{ name: redis, port: 6379 }'),
  policy(
    'cart',
    "rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }] }]",
  ),
  policy('redis', 'rules: []'),
  policy('batch', "rules: [{ from: [{ source: { principals: ['*'] } }] }]"),
].join('');

const SAMPLES = [
  sample('web', 'cart', 12),
  sample('batch', 'cart', 2, { responseCode: '403' }),
  sample('unknown', 'web', 1, { security: 'none' }),
];

describe('access', () => {
  it('tells how far each port is open, and what is seen of it', () => {
    const { answer, items } = answerAccess(inputOf(meshOf(SHOP), SAMPLES));
    expect(answer).toBe(
      '1 of 4 ports behind the entries let anybody in by AuthorizationPolicy; 1 call is seen that policies deny: batch → cart.',
    );
    expect(
      items.map(({ workload, openness }) => `${workload} ${openness}`),
    ).toEqual(['web anyone', 'batch mesh', 'cart some', 'redis nobody']);
    const cart = items.find(({ workload }) => workload === 'cart')!;
    expect(cart.policies).toMatchObject([{ name: 'cart' }]);
    expect(
      cart.access.map(({ callers, decision, observedRate }) => [
        callers,
        decision,
        observedRate,
      ]),
    ).toEqual([
      ['web in shop', 'allow', 12],
      [expect.stringContaining('workloads of shop'), 'deny', 2],
      ['callers outside the mesh', 'deny', 0],
    ]);
    expect(cart.access[0].decidedBy).toMatchObject({
      object: { kind: 'AuthorizationPolicy', name: 'cart' },
    });
  });

  it('does not call a caller denied that another port of the workload lets in', () => {
    const twoPorts = [
      application('web'),
      application(
        'cart',
        '{ name: http, port: 80 }, { name: http-admin, port: 81 }',
      ),
      policy('cart', "rules: [{ to: [{ operation: { ports: ['80'] } }] }]"),
    ].join('');
    const { answer, items } = answerAccess(
      inputOf(meshOf(twoPorts), [sample('web', 'cart', 5)]),
    );
    expect(answer).toContain('nobody is seen calling what policies deny');
    expect(
      items
        .filter(({ workload }) => workload === 'cart')
        .map(({ port, openness }) => [port, openness]),
    ).toEqual([
      [80, 'anyone'],
      [81, 'nobody'],
    ]);
  });

  it('does not call unseen what nothing measured, nor allowed what it may not read', () => {
    const { items } = answerAccess(
      inputOf(meshOf(SHOP), [], WITHOUT_TELEMETRY),
    );
    expect(
      items.flatMap(({ access }) => access.map(entry => entry.observedRate)),
    ).toEqual(items.flatMap(({ access }) => access.map(() => null)));
    const unread = answerAccess(
      inputOf(meshOf(SHOP), SAMPLES, {
        kubernetes: {
          state: 'live',
          unreadable: ['authorizationpolicies.security.istio.io'],
        },
      }),
    );
    expect(unread.items).toEqual([]);
    expect(unread.answer).toContain('is unknown');
  });
});
