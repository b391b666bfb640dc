import { meshOf } from '../__testUtils__/meshOf';
import type { CanaryState } from './types';

const deployment = (
  name: string,
  labels: string,
  created = '2026-01-01',
  ready = 1,
) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop, creationTimestamp: '${created}T00:00:00Z' }
spec: { selector: { matchLabels: { ${labels} } }, template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: main }] } } }
status: { readyReplicas: ${ready} }
`;

const service = (name: string, selector: string) => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { ${selector} }, ports: [{ name: http, port: 80 }] }
`;

const VERSIONS =
  deployment('web-v1', 'app: web, version: v1') +
  deployment('web-v2', 'app: web, version: v2', '2026-02-01') +
  service('web', 'app: web');

const SUBSETS = `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: shop }
spec: { host: web, subsets: [{ name: stable, labels: { version: v1 } }, { name: next, labels: { version: v2 } }] }
`;

const rule = (spec: string, name = 'web') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: { hosts: [web], ${spec} }
`;

const to = (subset: string, weight?: number) =>
  `{ destination: { host: web, subset: ${subset} }${
    weight === undefined ? '' : `, weight: ${weight}`
  } }`;

function one(text: string): CanaryState {
  const canaries = meshOf(text).canaries();
  expect(canaries.map(({ id }) => id)).toHaveLength(1);
  return canaries[0];
}

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

describe('canaries of Argo Rollouts', () => {
  const rollout = (status: string, more = '', strategy = '') => `
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: shop, generation: 4 ${more} }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: main }] } }
  strategy:
    ${
      strategy ||
      `canary:
      stableService: web
      canaryService: web-next
      trafficRouting: { istio: { virtualService: { name: web } } }
      steps: [{ setWeight: 20 }, { pause: { duration: 60 } }, { setWeight: 60 }, { pause: {} }]`
    }
${status ? `status: { ${status} }` : ''}
${service('web', 'app: web, rollouts-pod-template-hash: aaa')}
${service('web-next', 'app: web, rollouts-pod-template-hash: bbb')}
${rule(
  'http: [{ route: [{ destination: { host: web-next }, weight: 20 }, { destination: { host: web }, weight: 80 }] }]',
)}
`;
  const NEW = "observedGeneration: '4', stableRS: aaa, currentPodHash: bbb";

  it('joins the phase with what the routes say, once', () => {
    const canary = one(
      rollout(
        `phase: Paused, ${NEW}, currentStepIndex: 1, pauseConditions: [{ reason: CanaryPauseStep, startTime: '2026-03-01T00:00:00Z' }], canary: { weights: { canary: { weight: 20 }, stable: { weight: 80 } } }`,
      ),
    );
    expect(canary).toMatchObject({
      id: 'argo-rollouts/shop/web',
      phase: 'Paused',
      rawPhase: 'Paused',
      traffic: 'split',
      stable: 'aaa',
      canary: 'bbb',
      since: '2026-03-01T00:00:00Z',
      declared: [
        { version: 'aaa', weight: 0.8 },
        { version: 'bbb', weight: 0.2 },
      ],
      applied: [
        { version: 'bbb', weight: 0.2 },
        { version: 'aaa', weight: 0.8 },
      ],
      steps: [
        { label: '20 %', state: 'done' },
        { label: 'wait 60 s', state: 'current' },
        { label: '60 %', state: 'todo' },
        { label: 'wait for promotion', state: 'todo' },
      ],
    });
  });

  const pods = ['aaa', 'bbb']
    .map(
      (hash, i) => `
---
apiVersion: v1
kind: Pod
metadata:
  name: web-${hash}
  namespace: shop
  labels: { app: web, version: v${i + 1}, rollouts-pod-template-hash: ${hash} }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web-${hash}, controller: true }]
spec: { containers: [{ name: main }] }
status: { phase: Running, conditions: [{ type: Ready, status: 'True' }] }
`,
    )
    .join('');

  it('calls the versions by the labels of the pods where they tell them apart', () => {
    expect(
      one(rollout(`phase: Progressing, ${NEW}, currentStepIndex: 0`) + pods),
    ).toMatchObject({
      phase: 'Progressing',
      stable: 'v1',
      canary: 'v2',
      applied: [
        { version: 'v2', workloads: ['web'] },
        { version: 'v1', workloads: ['web'] },
      ],
      impact: 'none',
    });
  });

  it.each([
    ['no status', '', 'Initializing'],
    [
      'nothing stable yet',
      "phase: Progressing, observedGeneration: '4', currentPodHash: bbb",
      'Initializing',
    ],
    [
      'all promoted',
      "phase: Healthy, observedGeneration: '4', stableRS: bbb, currentPodHash: bbb",
      'Idle',
    ],
    [
      'replicas changing without a new version',
      "phase: Progressing, observedGeneration: '4', stableRS: bbb, currentPodHash: bbb",
      'Idle',
    ],
    [
      'steps done',
      `phase: Progressing, ${NEW}, currentStepIndex: 4`,
      'Promoting',
    ],
    [
      'the last pause',
      `phase: Paused, ${NEW}, currentStepIndex: 3, pauseConditions: [{ reason: CanaryPauseStep }]`,
      'AwaitingPromotion',
    ],
    [
      'a pause by hand at the end',
      `phase: Paused, ${NEW}, currentStepIndex: 3`,
      'Paused',
    ],
    [
      'inconclusive analysis',
      `phase: Paused, ${NEW}, currentStepIndex: 3, pauseConditions: [{ reason: InconclusiveAnalysisRun }]`,
      'Paused',
    ],
    [
      'an invalid spec',
      `phase: Degraded, ${NEW}, message: 'InvalidSpec: no service'`,
      'Invalid',
    ],
    [
      'a deadline',
      `phase: Degraded, ${NEW}, message: 'ProgressDeadlineExceeded: too slow'`,
      'Failed',
    ],
    [
      'an older generation observed',
      "phase: Healthy, observedGeneration: '3', stableRS: bbb, currentPodHash: bbb",
      'Progressing',
    ],
    [
      'an observed generation that is no number',
      'phase: Healthy, observedGeneration: 6f8, stableRS: bbb, currentPodHash: bbb',
      'Idle',
    ],
    [
      'a larger observed generation',
      "phase: Healthy, observedGeneration: '9', stableRS: bbb, currentPodHash: bbb",
      'Idle',
    ],
    ['a phase of tomorrow', `phase: Sleeping, ${NEW}`, 'Unknown'],
  ])('tells the phase: %s', (_, status, phase) => {
    expect(one(rollout(status)).phase).toBe(phase);
  });

  it('gives the reason of an abort, and says when there is none', () => {
    const aborted = (message: string) =>
      one(
        rollout(
          `phase: Degraded, abort: true, ${NEW}, abortedAt: '2026-03-02T00:00:00Z', conditions: [{ type: Progressing, reason: RolloutAborted, message: "${message}" }]`,
        ),
      );
    expect(
      aborted(
        'Rollout aborted update to revision 7: Metric "success-rate" assessed Failed'.replace(
          /"/g,
          '\\"',
        ),
      ),
    ).toMatchObject({
      phase: 'Aborted',
      reason: 'Metric "success-rate" assessed Failed',
      since: '2026-03-02T00:00:00Z',
    });
    expect(aborted('Rollout aborted update to revision 7').reason).toContain(
      'names no cause',
    );
  });

  it('is aborted but serving well when the stable version gets everything', () => {
    const text = rollout(`phase: Degraded, abort: true, ${NEW}`)
      .replace('weight: 20 }, {', 'weight: 0 }, {')
      .replace('weight: 80 }] }]', 'weight: 100 }] }]');
    expect(one(text)).toMatchObject({
      phase: 'Aborted',
      traffic: 'all-stable',
      impact: 'serving-ok',
    });
  });

  it('waits for the generation of a workload that it refers to', () => {
    const text = rollout(
      `phase: Healthy, ${NEW}, workloadObservedGeneration: '1'`,
      ", annotations: { rollout.argoproj.io/workload-generation: '2' }",
    ).replace(
      / {2}template: .*\n/,
      '  workloadRef: { kind: Deployment, name: web }\n',
    );
    expect(one(text)).toMatchObject({ phase: 'Progressing', observed: false });
  });

  it('reads blue-green by the active selector', () => {
    const blueGreen =
      'blueGreen: { activeService: blue, previewService: green }';
    expect(
      one(
        rollout(
          `phase: Paused, ${NEW}, pauseConditions: [{ reason: BlueGreenPause }], blueGreen: { activeSelector: aaa }`,
          '',
          blueGreen,
        ).split('---\napiVersion: networking')[0],
      ),
    ).toMatchObject({
      strategy: 'blue-green',
      phase: 'AwaitingPromotion',
      traffic: 'all-stable',
    });
  });
});

describe('canaries of Flagger', () => {
  const canary = (status: string, weights: [number, number], spec = '') => `
${deployment('web', 'app: web') + deployment('web-primary', 'app: web-primary')}
${
  service('web', 'app: web-primary') +
  service('web-primary', 'app: web-primary') +
  service('web-canary', 'app: web')
}
${rule(
  `http: [{ route: [{ destination: { host: web-primary }, weight: ${weights[0]} }, { destination: { host: web-canary }, weight: ${weights[1]} }] }]`,
)}
---
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: web, namespace: shop }
spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, service: { port: 80 }, analysis: { stepWeight: 10 } ${spec} }
status: { ${status} }
`;

  it.each([
    ['Initializing', 100, 'Initializing', 'all-stable'],
    ['Initialized', 100, 'Idle', 'all-stable'],
    ['Waiting', 100, 'AwaitingStart', 'all-stable'],
    ['Progressing', 90, 'Progressing', 'split'],
    ['WaitingPromotion', 50, 'AwaitingPromotion', 'split'],
    ['Promoting', 50, 'Promoting', 'split'],
    ['Finalising', 100, 'Finalizing', 'all-stable'],
    ['Succeeded', 100, 'Succeeded', 'all-stable'],
    ['Terminating', 100, 'Unknown', 'all-stable'],
    ['WaitingTrafficIncrease', 90, 'Unknown', 'split'],
  ])(
    'tells %s with the split of the routes',
    (rawPhase, primary, phase, traffic) => {
      expect(
        one(
          canary(`phase: ${rawPhase}, canaryWeight: 0`, [
            primary,
            100 - primary,
          ]),
        ),
      ).toMatchObject({
        id: 'flagger/shop/web',
        service: 'web',
        phase,
        rawPhase,
        traffic,
        stable: 'web-primary',
        canary: 'web',
        applied: [
          { version: 'web-primary', weight: primary / 100 },
          { version: 'web', workloads: ['web'] },
        ],
      });
    },
  );

  it('tells a rollback from a promotion that failed', () => {
    expect(one(canary('phase: Failed', [100, 0]))).toMatchObject({
      phase: 'Aborted',
      impact: 'serving-ok',
    });
    expect(
      one(canary('phase: Failed, canaryWeight: 100', [0, 100])),
    ).toMatchObject({
      phase: 'Failed',
      traffic: 'all-canary',
      impact: 'serving-degraded',
    });
  });

  it('declares the weight only while the status keeps it', () => {
    expect(
      one(canary('phase: Progressing, canaryWeight: 10', [90, 10])).declared,
    ).toMatchObject([
      { version: 'web-primary', weight: 0.9 },
      { version: 'web', weight: 0.1 },
    ]);
    expect(
      one(canary('phase: WaitingPromotion, canaryWeight: 0', [50, 50]))
        .declared,
    ).toBeUndefined();
  });

  it('is paused when suspended', () => {
    expect(
      one(canary('phase: Progressing', [90, 10], ', suspend: true')).phase,
    ).toBe('Paused');
  });
});
