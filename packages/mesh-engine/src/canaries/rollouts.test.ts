import { one, rule, service } from '../__testUtils__/canaries';

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
