import { istio } from '../__testUtils__/connections';
import { meshOf } from '../__testUtils__/meshOf';
import { destinationRuleIndex } from './destinationRules';
import { trafficPolicyFor } from './trafficPolicy';

const HOST = 'web.shop.svc.cluster.local';

const rule = (
  namespace: string,
  name: string,
  more = '',
  created?: string,
  host = HOST,
) =>
  istio('DestinationRule', namespace, name, `host: "${host}" ${more}`, created);

function selected(
  objects: string,
  clientNamespace = 'front',
  clientLabels = {},
) {
  return destinationRuleIndex(meshOf(objects)).select({
    clientNamespace,
    clientLabels,
    host: HOST,
    serviceNamespace: 'shop',
  });
}

const names = (...input: Parameters<typeof selected>) =>
  selected(...input)?.from.map(({ name }) => name);

describe('DestinationRuleIndex', () => {
  const everywhere =
    rule('front', 'of-client') +
    rule('shop', 'of-service') +
    rule('istio-system', 'of-root');

  it('asks the namespace of the caller, then of the service, then the root', () => {
    expect(names(everywhere)).toEqual(['of-client']);
    expect(names(everywhere, 'other')).toEqual(['of-service']);
    expect(names(rule('istio-system', 'of-root'), 'other')).toEqual([
      'of-root',
    ]);
    expect(names(rule('elsewhere', 'of-stranger'), 'other')).toBeUndefined();
  });

  it('takes the most specific host of the first namespace that has any', () => {
    const wild =
      rule('front', 'wide', '', undefined, '*.cluster.local') +
      rule('front', 'narrow', '', undefined, '*.shop.svc.cluster.local');
    expect(names(wild + rule('shop', 'exact'))).toEqual(['narrow']);
    expect(names(wild + rule('front', 'exact'))).toEqual(['exact']);
    expect(names(rule('shop', 'short', '', undefined, 'web'))).toEqual([
      'short',
    ]);
  });

  it('keeps private rules where they are', () => {
    expect(names(rule('shop', 'private', ', exportTo: ["."]'))).toBeUndefined();
    expect(names(rule('shop', 'given', ', exportTo: [front]'))).toEqual([
      'given',
    ]);
    expect(names(rule('shop', 'given', ', exportTo: [other]'))).toBeUndefined();
    expect(
      names(
        rule('front', 'foreign', ', exportTo: [shop]') + rule('shop', 'own'),
      ),
    ).toEqual(['own']);
    expect(
      names(
        rule('istio-system', 'private', ', exportTo: ["."]'),
        'istio-system',
      ),
    ).toEqual(['private']);
    expect(names(rule('istio-system', 'public'), 'istio-system')).toEqual([
      'public',
    ]);
  });

  it('merges what is for one host: subsets of other names, and a policy where there is none', () => {
    const older = rule(
      'front',
      'older',
      ', subsets: [{ name: v1, labels: { version: v1 } }]',
      '2026-01-01',
    );
    const newer = rule(
      'front',
      'newer',
      ', trafficPolicy: { tls: { mode: DISABLE } }, subsets: [{ name: v1 }, { name: v2 }]',
      '2026-02-01',
    );
    const merged = selected(newer + older);
    expect(merged?.from.map(({ name }) => name)).toEqual(['older', 'newer']);
    expect(
      merged?.subsets.map(({ name, object }) => [name, object.name]),
    ).toEqual([
      ['v1', 'older'],
      ['v2', 'newer'],
    ]);
    expect(trafficPolicyFor(merged, 80).tls).toMatchObject({
      value: { mode: 'DISABLE' },
      object: { name: 'newer' },
    });
    expect(
      names(older + rule('front', 'narrow', ', exportTo: ["."]', '2026-03-01')),
    ).toEqual(['narrow']);
  });

  it('gives rules with a selector to the workloads that they pick', () => {
    const all =
      rule('front', 'for-all') +
      rule(
        'front',
        'for-one',
        ', workloadSelector: { matchLabels: { app: one } }',
      );
    expect(names(all, 'front', { app: 'one' })).toEqual(['for-one']);
    expect(names(all, 'front', { app: 'two' })).toEqual(['for-all']);
    expect(
      names(
        rule(
          'shop',
          'elsewhere',
          ', workloadSelector: { matchLabels: { app: one } }',
        ),
        'front',
        { app: 'one' },
      ),
    ).toBeUndefined();
  });
});

describe('trafficPolicyFor', () => {
  const told = selected(
    rule(
      'front',
      'told',
      `, trafficPolicy: { tls: { mode: SIMPLE }, loadBalancer: { simple: RANDOM }, portLevelSettings: [{ port: { number: 90 }, loadBalancer: { simple: PASSTHROUGH } }] },
      subsets: [{ name: plain, trafficPolicy: { tls: { mode: DISABLE } } }, { name: same }, { name: ports, trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: MUTUAL } }] } }]`,
    ),
  );
  it.each([
    [80, undefined, 'SIMPLE', 'RANDOM'],
    [90, undefined, undefined, 'PASSTHROUGH'],
    [80, 'plain', 'DISABLE', 'RANDOM'],
    [90, 'plain', 'DISABLE', 'PASSTHROUGH'],
    [80, 'same', 'SIMPLE', 'RANDOM'],
    [80, 'ports', 'MUTUAL', undefined],
    [90, 'ports', undefined, 'PASSTHROUGH'],
    [80, 'unknown', 'SIMPLE', 'RANDOM'],
  ])('port %s of subset %s', (port, subset, tls, balancer) => {
    const policy = trafficPolicyFor(told, port, subset);
    expect([policy.tls?.value.mode, policy.loadBalancer?.value.simple]).toEqual(
      [tls, balancer],
    );
  });
});
