import { deployment, one, rule, service } from '../__testUtils__/canaries';

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
