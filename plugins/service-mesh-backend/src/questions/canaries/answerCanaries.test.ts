import * as fc from 'fast-check';
import type { TrafficSample } from '../../sources/telemetry/types';
import { inputOf, NOW, WITHOUT_TELEMETRY } from '../__testUtils__/input';
import { deployment, meshOf, service } from '../__testUtils__/manifests';
import { destination, sample } from '../__testUtils__/samples';
import type { QuestionInput } from '../input';
import { answerCanaries, canariesOf } from './answerCanaries';
import { canaryHosts } from './arms';
import { observedSplit } from './observedSplit';
import { wilson } from './wilson';

const ROUTED = (weight: number) => `
${service('web')}
${deployment('web-v1', { app: 'web' })}
${deployment('web-v2', { app: 'web', version: 'v2' })}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: shop }
spec: { host: web, subsets: [{ name: old, labels: { version: v1 } }, { name: new, labels: { version: v2 } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [web], http: [{ route: [{ destination: { host: web, subset: old }, weight: ${
  100 - weight
} }, { destination: { host: web, subset: new }, weight: ${weight} }] }] }
`;

const served = (version: string, rate: number, failed: number) => {
  const target = destination(`web-${version}`, 'web', version);
  return [
    sample('front', target, rate - failed),
    sample('front', target, failed, { responseCode: '500' }),
  ];
};

function ask(
  manifests: string,
  samples: readonly TrafficSample[] = [],
  overrides: Partial<QuestionInput> = {},
  latency = new Map<string, number>(),
) {
  const input = inputOf(meshOf(manifests), samples, overrides);
  const [canary] = canariesOf(input, latency, new Map());
  return { canary, trouble: canary.inTrouble };
}

describe('canaries', () => {
  it.each<[string, boolean, TrafficSample[]]>([
    [
      'Worse: v2 fails 4.1 % of 900 requests, v1 0.2 % of 8100.',
      true,
      [...served('v1', 9, 0.018), ...served('v2', 1, 0.041)],
    ],
    [
      'Slightly worse: v2 fails 0.9 % of 90000 requests, v1 0.2 % of 810000.',
      false,
      [...served('v1', 900, 1.8), ...served('v2', 100, 0.9)],
    ],
    [
      'Better: v2 fails 0 % of 9000 requests, v1 2 % of 81000.',
      false,
      [...served('v1', 90, 1.8), ...served('v2', 10, 0)],
    ],
    [
      'No difference shown: v2 fails 1.1 % of 90 requests, v1 0.2 % of 8100.',
      false,
      [...served('v1', 9, 0.018), ...served('v2', 0.1, 0.0011)],
    ],
    [
      'Inconclusive: 12 requests on v2 in 15 min.',
      false,
      [...served('v1', 9, 0), ...served('v2', 12 / 900, 0.01)],
    ],
    ['Inconclusive: 0 requests on v1 in 15 min.', false, []],
  ])('%s', (verdict, trouble, samples) => {
    const answer = ask(ROUTED(10), samples);
    expect(answer.canary.verdict).toBe(verdict);
    expect(answer.trouble).toBe(trouble);
  });

  it('shows the split declared, applied and observed, and both arms', () => {
    const { canary } = ask(
      ROUTED(10),
      [...served('v1', 9, 0.018), ...served('v2', 1, 0.041)],
      {},
      new Map([
        ['web.shop.svc.cluster.local v1', 80],
        ['web.shop.svc.cluster.local v2', 95],
      ]),
    );
    expect(canary.declared).toBeNull();
    expect(canary.applied).toMatchObject([
      { version: 'v1', workload: 'web-v1', weight: 0.9 },
      { version: 'v2', workload: 'web-v2', weight: 0.1 },
    ]);
    expect(canary.observed).toMatchObject([
      { version: 'v1', weight: 0.9 },
      { version: 'v2', weight: 0.1 },
    ]);
    expect(canary.observedRequests).toBe(9000);
    expect(canary.arms).toEqual([
      expect.objectContaining({
        version: 'v1',
        role: 'stable',
        requestRate: 9,
        p95: 80,
        ready: 1,
      }),
      expect.objectContaining({
        version: 'v2',
        role: 'canary',
        requestRate: 1,
        errorShare: 0.041,
        p95: 95,
      }),
    ]);
  });

  it('is unknown without telemetry', () => {
    const { canary } = ask(ROUTED(10), [], WITHOUT_TELEMETRY);
    expect(canary.verdict).toBe('Unknown: Prometheus away since 10:30 UTC.');
    expect(canary.observed).toBeNull();
    expect(canary.arms[0]).toMatchObject({
      requestRate: null,
      errorShare: null,
    });
  });

  it('is in trouble when a version that gets requests has no ready pod', () => {
    const { canary, trouble } = ask(
      ROUTED(10).replace('readyReplicas: 1', 'readyReplicas: 0'),
      served('v2', 10, 0),
    );
    expect(canary.verdict).toBe(
      'A version that gets requests has no ready pod.',
    );
    expect(trouble).toBe(true);
  });

  describe('of a Rollout, whose versions run in one workload', () => {
    const rollout = (status: string, second = 'v2') => `
${service('web')}
${service('web-canary', undefined, 'app: web')}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  strategy: { canary: { stableService: web, canaryService: web-canary, trafficRouting: { istio: { virtualService: { name: web } } } } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: main }] } }
status: { stableRS: aaa, currentPodHash: bbb, observedGeneration: '1', readyReplicas: 2, ${status}, canary: { weights: { stable: { weight: 50 }, canary: { weight: 50 } } } }
${['aaa v1', `bbb ${second}`]
  .map(text => text.split(' '))
  .map(
    ([hash, version]) => `
---
apiVersion: v1
kind: Pod
metadata: { name: web-${hash}, namespace: shop, labels: { app: web, version: ${version}, rollouts-pod-template-hash: ${hash} }, ownerReferences: [{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web, controller: true }] }
spec: { containers: [{ name: main }, { name: istio-proxy }] }
status: { phase: Running, conditions: [{ type: Ready, status: 'True' }] }`,
  )
  .join('')}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [web], http: [{ route: [{ destination: { host: web }, weight: 50 }, { destination: { host: web-canary }, weight: 50 }] }] }
`;
    const PAUSED = (since: string) =>
      `phase: Paused, pauseConditions: [{ reason: CanaryPauseStep, startTime: '${since}' }]`;
    const TRAFFIC = [
      sample('front', destination('web', 'web', 'v1'), 6),
      sample('front', destination('web', 'web-canary', 'v2'), 4),
    ];

    it('counts each version by its revision', () => {
      const { canary, trouble } = ask(
        rollout(PAUSED('2026-03-01T11:00:00Z')),
        TRAFFIC,
      );
      expect(canary.arms).toMatchObject([
        { version: 'v1', role: 'stable', requestRate: 6 },
        { version: 'v2', role: 'canary', requestRate: 4 },
      ]);
      expect(canary.declared).toMatchObject([{ weight: 0.5 }, { weight: 0.5 }]);
      expect(canary.observed).toMatchObject([{ weight: 0.6 }, { weight: 0.4 }]);
      expect(trouble).toBe(false);
    });

    it('counts nothing where the metrics do not tell the versions apart', () => {
      const { canary } = ask(rollout(PAUSED('2026-03-01T11:00:00Z'), 'v1'), [
        sample('front', destination('web', 'web', 'v1'), 10),
      ]);
      expect(canary.arms).toMatchObject([
        { requestRate: null },
        { requestRate: null },
      ]);
      expect(canary.observed).toBeNull();
      expect(canary.verdict).toBe(
        'Inconclusive: the metrics do not tell the versions apart.',
      );
    });

    it('is in trouble when it has waited for a day', () => {
      const { canary, trouble } = ask(
        rollout(PAUSED('2026-02-27T12:00:00Z')),
        TRAFFIC,
      );
      expect(canary.verdict).toMatch(/; it has waited for 2 d\.$/);
      expect(trouble).toBe(true);
    });

    it('says why it was aborted', () => {
      const { canary } = ask(
        rollout(
          `abort: true, phase: Degraded, conditions: [{ type: Progressing, reason: RolloutAborted, message: 'Rollout aborted update to revision 2: metric failed' }]`,
        ),
        TRAFFIC,
      );
      expect(canary.verdict).toBe(
        'Aborted: metric failed; both versions get requests.',
      );
    });
  });

  it('of Flagger, counts each Deployment whichever service was called', () => {
    const text = `
${service('web', undefined, 'app: web-primary')}
${service('web-primary', undefined, 'app: web-primary')}
${service('web-canary', undefined, 'app: web')}
${deployment('web')}
${deployment('web-primary')}
---
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: web, namespace: shop }
spec: { targetRef: { kind: Deployment, name: web }, service: { port: 80 } }
status: { phase: Progressing, canaryWeight: 20 }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [web], http: [{ route: [{ destination: { host: web-primary }, weight: 80 }, { destination: { host: web-canary }, weight: 20 }] }] }
`;
    const { canary } = ask(
      text,
      [
        sample('front', destination('web-primary', 'web'), 8),
        sample('front', destination('web', 'web-canary'), 2),
      ],
      {},
      new Map([
        ['web.shop.svc.cluster.local v1', 50],
        ['web-canary.shop.svc.cluster.local v1', 70],
      ]),
    );
    expect(canary.observed).toMatchObject([
      { version: 'web-primary', weight: 0.8 },
      { version: 'web', weight: 0.2 },
    ]);
    expect(canary.arms.map(({ p95 }) => p95)).toEqual([50, 70]);
    expect(canaryHosts(meshOf(text)).sort()).toEqual([
      'web-canary.shop.svc.cluster.local',
      'web-primary.shop.svc.cluster.local',
      'web.shop.svc.cluster.local',
    ]);
  });

  it('answers in one line and keeps since when the portal knows a split', () => {
    const input = inputOf(meshOf(ROUTED(10)), [
      ...served('v1', 9, 0),
      ...served('v2', 1, 0.5),
    ]);
    const items = canariesOf(
      input,
      new Map(),
      new Map([['virtualservice/shop/web', NOW]]),
    );
    expect(items[0]).toMatchObject({
      since: NOW.toISOString(),
      sinceReason: expect.stringContaining('the portal has seen'),
    });
    expect(answerCanaries(input, items).answer).toBe(
      '1 canary running, 1 in trouble: web.',
    );
    expect(answerCanaries(inputOf(meshOf('')), []).answer).toBe(
      'No service has more than one version in its routes.',
    );
  });
});

describe('observed split', () => {
  const rate = fc.double({ min: 0, max: 1e5, noNaN: true });
  const arms = fc.array(
    fc.record({ version: fc.string(), requestRate: rate }),
    { minLength: 1 },
  );
  const seconds = fc.integer({ min: 60, max: 86_400 });
  const requestsOf = (list: { requestRate: number }[], window: number) =>
    list.reduce((sum, arm) => sum + arm.requestRate, 0) * window;

  it('sums to one, and each interval holds its share', () => {
    fc.assert(
      fc.property(arms, seconds, (list, window) => {
        fc.pre(requestsOf(list, window) >= 1);
        const { splits } = observedSplit(list, window)!;
        const sum = splits.reduce((total, { weight }) => total + weight, 0);
        expect(sum).toBeCloseTo(1, 6);
        for (const { low, high, weight } of splits) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(weight);
          expect(high).toBeGreaterThanOrEqual(weight);
          expect(high).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('is none with less than one request', () => {
    const idle = [{ version: 'v1', requestRate: 0.001 }];
    expect(observedSplit(idle, 60)).toBeUndefined();
  });

  it('has the interval that tables give, narrower with more requests', () => {
    const [low, high] = wilson(0.1, 100);
    expect(low).toBeCloseTo(0.0552, 3);
    expect(high).toBeCloseTo(0.1744, 3);
    expect(wilson(0.5, 0)).toEqual([0, 1]);
    expect(wilson(0.1, 1e6)[1] - 0.1).toBeLessThan(0.001);
  });
});
