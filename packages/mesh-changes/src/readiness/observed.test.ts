import {
  askAbout,
  deployment,
  injectedPod,
  itemsOf,
  meshOf,
  namespace,
  service,
} from './__testUtils__/shop';

const server = { namespace: 'shop', workload: 'orders' };
const client = { namespace: 'legacy', workload: 'batch' };
const legacy = [
  namespace('', 'legacy'),
  deployment({ name: 'batch', home: 'legacy' }),
];
const inside = meshOf(
  namespace('istio-injection: enabled'),
  service(),
  deployment(),
  injectedPod('orders'),
  ...legacy,
);
const outside = meshOf(namespace(), service(), deployment(), ...legacy);

describe('what is seen of calls without mTLS', () => {
  const strictOf = (...asked: Parameters<typeof askAbout>) =>
    itemsOf(askAbout(...asked), 'strict');

  it('is what STRICT would refuse, with the change that takes the caller in', () => {
    expect(
      strictOf(inside, {
        observed: {
          calls: [
            { client, server, requestRate: 2.13 },
            { server, requestRate: 0.001 },
          ],
          counted: new Set(['shop/orders']),
        },
      }),
    ).toMatchObject([
      {
        state: 'warning',
        says: expect.stringContaining(
          'batch (legacy), 2.1 req/s, clients without identity, < 0.01 req/s',
        ),
        because: [{ name: 'batch' }],
        mend: {
          template: 'injection',
          parameters: {
            namespace: 'legacy',
            workload: 'batch',
            state: 'enabled',
          },
        },
      },
    ]);
  });

  it('is nothing where proxies counted calls, and STRICT is offered', () => {
    expect(
      strictOf(inside, {
        observed: { calls: [], counted: new Set(['shop/orders']) },
      }),
    ).toMatchObject([
      {
        state: 'ready',
        mend: { template: 'mtls-mode', parameters: { mode: 'STRICT' } },
      },
    ]);
  });

  it.each([
    [
      'without figures',
      inside,
      undefined,
      /No figures of calls.*batch \(legacy\)/,
    ],
    [
      'where nothing was counted',
      inside,
      { calls: [], counted: new Set<string>() },
      /counted no call/,
    ],
    [
      'of a workload without a proxy',
      outside,
      { calls: [], counted: new Set<string>() },
      /nobody counts who calls it/,
    ],
  ])('is not known %s', (_, mesh, observed, says) => {
    expect(strictOf(mesh, { observed })).toMatchObject([
      { state: 'unknown', says: expect.stringMatching(says) },
    ]);
  });

  it('tells of a caller what would refuse it', () => {
    const call = { client: server, server: client, requestRate: 3 };
    const observed = { calls: [call], counted: new Set<string>() };
    expect(
      itemsOf(askAbout(outside, { observed }), 'plaintext-calls'),
    ).toMatchObject([
      {
        state: 'warning',
        says: expect.stringContaining('batch (legacy), 3 req/s'),
        mend: { template: 'injection' },
      },
    ]);
    const nameless = {
      calls: [{ server: client, requestRate: 3 }],
      counted: new Set<string>(),
    };
    expect(
      itemsOf(askAbout(outside, { observed: nameless }), 'plaintext-calls'),
    ).toMatchObject([
      { state: 'unknown', says: expect.stringContaining('to batch') },
    ]);
  });

  it('is nobody where there is nothing to call, and nobody at ports without a Service', () => {
    const silent = meshOf(
      namespace(),
      deployment().replace(/ports: \[.*?\], /, ''),
    );
    expect(strictOf(silent)).toMatchObject([
      { state: 'ready', says: expect.stringContaining('nobody calls it') },
    ]);
    const bare = meshOf(
      namespace('istio-injection: enabled'),
      deployment(),
      injectedPod('orders'),
      deployment({ name: 'other' }),
      injectedPod('other'),
    );
    expect(strictOf(bare)).toMatchObject([{ id: 'strict/callers' }]);
  });
});
