import {
  deployment,
  one,
  rule,
  service,
  SUBSETS,
  to,
  VERSIONS,
} from '../__testUtils__/canaries';
import { meshOf } from '../__testUtils__/meshOf';

const plain = (route: string) => one(VERSIONS + SUBSETS + rule(route));

describe('canaries that only a VirtualService tells of', () => {
  it('reads weights as shares of versions, with the objects that say so', () => {
    const canary = plain(
      `http: [{ route: [${to('stable', 3)}, ${to('next', 1)}] }]`,
    );
    expect(canary).toMatchObject({
      id: 'virtualservice/shop/web',
      phase: 'Progressing',
      traffic: 'split',
      impact: 'none',
      strategy: 'weight',
      stable: 'v1',
      canary: 'v2',
      applied: [
        { version: 'v1', workloads: ['web-v1'], weight: 0.75 },
        { version: 'v2', workloads: ['web-v2'], weight: 0.25 },
      ],
    });
    expect(
      canary.because.map(({ object, field }) => [object?.kind, field]),
    ).toEqual([
      ['VirtualService', 'spec.http.0.route'],
      ['DestinationRule', 'spec.subsets.0'],
      ['DestinationRule', 'spec.subsets.1'],
      [undefined, undefined],
    ]);
    expect(canary.because[0].origin?.file).toBe('mesh.yaml');
  });

  it('takes the older version for the stable one, also past half', () => {
    expect(
      plain(`http: [{ route: [${to('next', 80)}, ${to('stable', 20)}] }]`),
    ).toMatchObject({ stable: 'v1', canary: 'v2' });
  });

  it('is idle when one version gets everything', () => {
    expect(
      plain(`http: [{ route: [${to('stable', 100)}, ${to('next', 0)}] }]`),
    ).toMatchObject({
      phase: 'Idle',
      traffic: 'all-stable',
      stable: 'v1',
      canary: 'v2',
    });
    expect(
      plain(`http: [{ route: [${to('stable', 0)}, ${to('next', 100)}] }]`),
    ).toMatchObject({ phase: 'Idle', traffic: 'all-stable', stable: 'v2' });
  });

  it('is no canary when routes name one version only', () => {
    expect(
      meshOf(
        VERSIONS + SUBSETS + rule(`http: [{ route: [${to('stable')}] }]`),
      ).canaries(),
    ).toEqual([]);
    expect(meshOf(VERSIONS).canaries()).toEqual([]);
  });

  it.each([
    ['a header', 'headers: { x-beta: { exact: "1" } }', 'header x-beta is 1'],
    [
      'a header that is there',
      'headers: { x-beta: {} }',
      'header x-beta is present',
    ],
    [
      'a header that is absent',
      'withoutHeaders: { x-old: {} }',
      'without header x-old is present',
    ],
    ['callers', 'sourceLabels: { app: bot }', 'source label app is bot'],
    [
      'a path and a method',
      'method: { exact: GET }, uri: { prefix: /new }',
      'method is GET and uri starts with /new',
    ],
  ])('reads matches on %s', (_, match, words) => {
    const canary = plain(
      `http: [{ match: [{ ${match} }], route: [${to('next')}] }, { route: [${to(
        'stable',
      )}] }]`,
    );
    expect(canary).toMatchObject({
      strategy: 'header',
      phase: 'Progressing',
      traffic: 'split',
      stable: 'v1',
      canary: 'v2',
      matches: [`${words} → v2`],
    });
  });

  it('tells paths that lead to another version from the rest', () => {
    const canary = plain(
      `http: [{ match: [{ uri: { prefix: /v2 } }], route: [${to(
        'next',
      )}] }, { route: [${to('stable')}] }, { route: [${to('next')}] }]`,
    );
    expect(canary).toMatchObject({
      stable: 'v1',
      traffic: 'split',
      matches: ['uri starts with /v2 → v2'],
    });
  });

  it('reads mirrors of all spellings', () => {
    for (const mirror of [
      'mirror: { host: web, subset: next }, mirrorPercentage: { value: 5 }',
      'mirror: { host: web, subset: next }, mirrorPercent: 5',
      'mirrors: [{ destination: { host: web, subset: next }, percentage: { value: 5 } }]',
    ]) {
      const text =
        VERSIONS +
        SUBSETS +
        rule(`http: [{ route: [${to('stable')}], ${mirror} }]`);
      expect(one(text)).toMatchObject({
        strategy: 'mirror',
        traffic: 'all-stable',
        canary: 'v2',
      });
      const mesh = meshOf(text);
      expect(mesh.splits(mesh.services[0])?.mirrored).toMatchObject([
        { version: 'v2', weight: 0.05 },
      ]);
    }
  });

  it('reads TCP weights', () => {
    expect(
      plain(`tcp: [{ route: [${to('stable', 80)}, ${to('next', 20)}] }]`),
    ).toMatchObject({ traffic: 'split', canary: 'v2' });
  });

  it('is one canary of the host when the destinations are services of their own', () => {
    const canary = one(
      `${
        VERSIONS +
        service('web-a', 'app: web, version: v1') +
        service('web-b', 'app: web, version: v2') +
        rule(
          'http: [{ route: [{ destination: { host: web-a }, weight: 90 }, { destination: { host: web-b }, weight: 10 }] }]',
        )
      }`,
    );
    expect(canary).toMatchObject({
      service: 'web',
      traffic: 'split',
      stable: 'v1',
      canary: 'v2',
    });
  });

  it('calls versions by subset when their labels do not tell them apart', () => {
    const text = `${
      deployment('web', 'app: web') +
      service('web', 'app: web') +
      SUBSETS.replace(/labels: \{ version: v\d \}/g, 'labels: { app: web }') +
      rule(`http: [{ route: [${to('stable', 90)}, ${to('next', 10)}] }]`)
    }`;
    expect(one(text).applied?.map(({ version }) => version)).toEqual([
      'stable',
      'next',
    ]);
  });

  it('is invalid where a subset or a host is not defined', () => {
    const canary = plain(
      `http: [{ route: [${to('stable', 90)}, ${to('third', 10)}] }]`,
    );
    expect(canary).toMatchObject({
      phase: 'Invalid',
      impact: 'serving-degraded',
    });
    expect(canary.reason).toBe(
      'No DestinationRule defines the subset third of web.shop.svc.cluster.local.',
    );
    expect(
      plain(
        `http: [{ route: [${to(
          'stable',
          90,
        )}, { destination: { host: nowhere }, weight: 10 }] }]`,
      ).phase,
    ).toBe('Invalid');
  });

  it('fails where requests go to a version without pods, whether none exist or none is ready', () => {
    const text =
      deployment('web-v1', 'app: web, version: v1') +
      service('web', 'app: web') +
      SUBSETS;
    const route = (weight: number) =>
      rule(
        `http: [{ route: [${to('stable', 100 - weight)}, ${to(
          'next',
          weight,
        )}] }]`,
      );
    expect(one(text + route(10))).toMatchObject({
      phase: 'Failed',
      impact: 'serving-degraded',
      reason: 'No workload stands behind next.',
    });
    expect(one(text + route(0))).toMatchObject({
      phase: 'Idle',
      impact: 'none',
    });
    const unready =
      text + deployment('web-v2', 'app: web, version: v2', '2026-02-01', 0);
    expect(one(unready + route(10))).toMatchObject({
      phase: 'Progressing',
      impact: 'serving-degraded',
    });
  });
});

describe('canaries of an HTTPRoute', () => {
  it('reads weights of backends', () => {
    const text = `${
      VERSIONS +
      service('web-a', 'app: web, version: v1') +
      service('web-b', 'app: web, version: v2')
    }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec:
  parentRefs: [{ group: "", kind: Service, name: web }]
  rules: [{ backendRefs: [{ name: web-a, port: 80, weight: 9 }, { name: web-b, port: 80 }] }]
`;
    expect(one(text)).toMatchObject({
      id: 'httproute/shop/web/0',
      source: 'httproute',
      service: 'web',
      phase: 'Progressing',
      stable: 'v1',
      applied: [
        { version: 'v1', weight: 0.9 },
        { version: 'v2', weight: 0.1 },
      ],
    });
  });
});
