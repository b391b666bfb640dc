import { SCENARIOS } from '../scenarios';
import {
  APPLICATION,
  BUDGET,
  BUDGET_TEXT,
  CLUSTER,
  FOLDER,
  ROUTE,
  SHOWN,
  setPolicy,
  setWeights,
  startGitOps,
  weightsOf,
} from './__testUtils__/startGitOps';

jest.setTimeout(30_000);

it('finds every cluster as Git says, and changes nothing but the status of Applications', async () => {
  const names = SCENARIOS.map(({ cluster }) => cluster);
  const { git, before, cluster, status } = await startGitOps(names);
  const head = git.repository.head('main');
  for (const name of names) {
    const changed = cluster(name).store.objects.filter(
      object => !before.get(name)?.includes(object),
    );
    expect(changed.map(({ kind }) => kind)).toEqual(
      Array(name === 'maily' ? 3 : 1).fill('Application'),
    );
    for (const { metadata } of changed) {
      expect(status(name, metadata.name)).toMatchObject({
        sync: { status: 'Synced', revision: head },
        operationState: {
          phase: 'Succeeded',
          syncResult: { revision: head },
          operation: { initiatedBy: { automated: true } },
        },
        history: [{ id: 0, revision: head }],
        conditions: [],
        reconciledAt: '2026-11-20T12:00:07Z',
      });
    }
  }
  expect(status().health.status).toBe('Healthy');
});

it('brings a merged weight into the cluster, moves the traffic, and says so', async () => {
  const platform = await startGitOps();
  const { cluster, clock, syncedAt } = platform;
  expect(weightsOf(platform)).toEqual(['"weight":90', '"weight":10']);
  const shareOfCanary = () => {
    const flows = cluster().traffic.flows.filter(
      ({ service }) => service.name === 'payment-service',
    );
    const rate = (of: typeof flows) =>
      of.reduce((sum, flow) => sum + flow.rate, 0);
    return (
      rate(
        flows.filter(
          ({ destination }) => destination?.canonicalRevision === 'v2',
        ),
      ) / rate(flows)
    );
  };
  expect(shareOfCanary()).toBeCloseTo(0.98 * 0.1 + 0.02, 2);
  clock.advance(60_000);
  const commit = await setWeights(platform);
  const { operationState, resources, history } = await syncedAt(commit);
  expect(weightsOf(platform)).toEqual(['"weight":60', '"weight":40']);
  expect(shareOfCanary()).toBeCloseTo(0.98 * 0.4 + 0.02, 2);
  expect(operationState).toMatchObject({
    phase: 'Succeeded',
    message: 'successfully synced (all tasks run)',
    startedAt: '2026-11-20T12:01:07Z',
    finishedAt: '2026-11-20T12:01:07Z',
  });
  expect(operationState?.syncResult.resources).toContainEqual({
    group: 'networking.istio.io',
    version: 'v1',
    kind: 'VirtualService',
    namespace: 'ecotrack',
    name: 'payment-service',
    status: 'Synced',
    message: 'virtualservice.networking.istio.io/payment-service configured',
    syncPhase: 'Sync',
  });
  expect(resources.every(({ status }) => status === 'Synced')).toBe(true);
  expect(history.at(-1)?.revision).toBe(commit);
});

it('removes what left Git, and nothing that it never applied', async () => {
  const { git, cluster, syncedAt } = await startGitOps();
  cluster().apply({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'payment', namespace: 'ecotrack' },
  });
  const canary = { ...BUDGET, apiVersion: 'apps/v1', kind: 'Deployment' };
  const name = 'payment-service-v2';
  expect(cluster().store.get({ ...canary, name })).toBeDefined();
  const count = cluster().store.objects.length;
  const commit = await git.replace(
    `${FOLDER}/kustomization.yaml`,
    '  - payment-canary.yaml\n',
    '',
  );
  const { operationState } = await syncedAt(commit);
  expect(cluster().store.get({ ...canary, name })).toBeUndefined();
  expect(cluster().store.get(BUDGET)).toBeDefined();
  const pruned = operationState?.syncResult.resources.filter(
    ({ status }) => status === 'Pruned',
  );
  expect(pruned?.map(({ kind }) => kind)).toContain('Deployment');
  const gone = count - cluster().store.objects.length;
  expect(gone).toBeGreaterThanOrEqual(pruned?.length ?? Infinity);
});

it('keeps what left Git where it may not prune, until a person asks for it', async () => {
  const platform = await startGitOps();
  const { git, gitops, cluster, syncedAt, outAt } = platform;
  const first = await setPolicy(platform, 'syncPolicy: { automated: {} }');
  await syncedAt(first);
  const commit = await git.replace(
    `${FOLDER}/kustomization.yaml`,
    '  - payment-canary.yaml\n',
    '',
  );
  const { resources } = await outAt(commit);
  const open = resources.filter(({ status }) => status === 'OutOfSync');
  expect(open.length).toBeGreaterThan(0);
  expect(open.every(({ requiresPruning }) => requiresPruning)).toBe(true);
  const kept = await gitops.sync(CLUSTER, APPLICATION);
  expect(
    kept.syncResult.resources.filter(({ status }) => status === 'PruneSkipped'),
  ).toHaveLength(open.length);
  await outAt(commit);
  await gitops.sync(CLUSTER, APPLICATION, { prune: true });
  await syncedAt(commit);
  const name = 'payment-service-v2';
  const deployment = { ...BUDGET, apiVersion: 'apps/v1', kind: 'Deployment' };
  expect(cluster().store.get({ ...deployment, name })).toBeUndefined();
});

it('heals what was changed by hand, keeps what others added, and brings back what was deleted', async () => {
  const platform = await startGitOps();
  const { cluster, status, until } = platform;
  const route = cluster().store.get(ROUTE);
  if (!route) {
    throw new Error('there is no route');
  }
  const text = JSON.stringify(route).replace('"weight":90', '"weight":91');
  cluster().apply({
    ...JSON.parse(text),
    metadata: { ...route.metadata, annotations: { 'by-hand': 'yes' } },
  });
  expect(weightsOf(platform)).toEqual(['"weight":91', '"weight":10']);
  await until(() => weightsOf(platform)?.[0] === '"weight":90');
  expect(cluster().store.get(ROUTE)?.metadata.annotations).toEqual({
    'by-hand': 'yes',
  });
  expect(status().sync.status).toBe('Synced');
  cluster().remove(ROUTE);
  await until(() => cluster().store.get(ROUTE));
  expect(cluster().store.get(ROUTE)?.spec).toEqual(route.spec);
});

it('shows what was changed by hand where it may not heal', async () => {
  const platform = await startGitOps();
  const { cluster, syncedAt, outAt } = platform;
  const commit = await setPolicy(
    platform,
    'syncPolicy: { automated: { prune: true } }',
  );
  await syncedAt(commit);
  const route = cluster().store.get(ROUTE);
  const text = JSON.stringify(route).replace('"weight":90', '"weight":91');
  cluster().apply(JSON.parse(text));
  const { resources } = await outAt(commit);
  expect(
    resources.filter(({ status }) => status === 'OutOfSync'),
  ).toMatchObject([{ kind: 'VirtualService', name: 'payment-service' }]);
  expect(weightsOf(platform)?.[0]).toBe('"weight":91');
});

it('shows the change for the length of the delay before it syncs', async () => {
  const platform = await startGitOps([CLUSTER], 300);
  const commit = await setWeights(platform);
  await platform.outAt(commit);
  expect(weightsOf(platform)).toEqual(['"weight":90', '"weight":10']);
  await platform.syncedAt(commit);
  expect(weightsOf(platform)).toEqual(['"weight":60', '"weight":40']);
});

it('looks again every three minutes', async () => {
  const { clock, until } = await startGitOps();
  clock.advance(180_000);
  const { reconciledAt } = await until(
    now => now.reconciledAt !== '2026-11-20T12:00:07Z',
  );
  expect(reconciledAt).toBe('2026-11-20T12:03:07Z');
});

it('follows an Application that comes from Git, and leaves those of Helm and of others alone', async () => {
  const { git, cluster, until } = await startGitOps();
  const application = (name: string, source: string) => `---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  source: { ${source} }
  syncPolicy: { automated: { prune: true } }
`;
  const repoURL =
    'repoURL: https://git.ecotrack.example.com/platform/mesh-gitops';
  await git.commit({
    'budgets/kustomization.yaml': 'resources: [budget.yaml]\n',
    'budgets/budget.yaml': BUDGET_TEXT,
    [`${FOLDER}/more.yaml`]: [
      application('budgets', `${repoURL}, path: budgets`),
      application('chart', `${repoURL}, path: budgets, helm: {}`),
      application('other', 'repoURL: https://example.com/a/b, path: budgets'),
    ].join(''),
  });
  await git.replace(
    `${FOLDER}/kustomization.yaml`,
    '  - application.yaml',
    '  - application.yaml\n  - more.yaml',
  );
  await until(() => cluster().store.get(BUDGET));
  const statusOf = (name: string) =>
    cluster().store.get({ ...SHOWN, name })?.status;
  expect(statusOf('budgets')).toMatchObject({ sync: { status: 'Synced' } });
  expect(statusOf('chart')).toBeUndefined();
  expect(statusOf('other')).toBeUndefined();
  await git.commit({ 'budgets/kustomization.yaml': 'resources: []\n' });
  await until(() =>
    JSON.stringify(statusOf('budgets')).includes('remove all objects'),
  );
  expect(cluster().store.get(BUDGET)).toBeDefined();
});
