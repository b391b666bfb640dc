import express from 'express';
import request from 'supertest';
import { syncRoutes } from './routes';
import {
  APPLICATION,
  BUDGET,
  BUDGET_TEXT,
  CLUSTER,
  FOLDER,
  ROUTES,
  SHOWN,
  setPolicy,
  setWeights,
  startGitOps,
  weightsOf,
} from './__testUtils__/startGitOps';

jest.setTimeout(30_000);

it('applies nothing and says why when Git cannot be rendered, and recovers', async () => {
  const platform = await startGitOps();
  const { git, until, syncedAt } = platform;
  const commit = await git.replace(ROUTES, 'spec:', 'spec: [');
  const { sync, health, conditions, resources } = await until(
    now => now.sync.status === 'Unknown',
  );
  expect(sync.revision).toBe(commit);
  expect(health.status).toBe('Unknown');
  expect(conditions).toEqual([
    {
      type: 'ComparisonError',
      message: expect.stringContaining('payment-routes.yaml'),
      lastTransitionTime: '2026-11-20T12:00:07Z',
    },
  ]);
  expect(resources[0].status).toBe('Unknown');
  expect(weightsOf(platform)).toEqual(['"weight":90', '"weight":10']);
  const { conditions: after } = await syncedAt(
    await git.replace(ROUTES, 'spec: [', 'spec:'),
  );
  expect(after).toEqual([]);
});

it('applies nothing when the API server would refuse an object, and does not try the commit again', async () => {
  const platform = await startGitOps();
  const { git, until, cluster, syncedAt } = platform;
  await git.commit({ [`${FOLDER}/budget.yaml`]: BUDGET_TEXT });
  await git.replace(
    `${FOLDER}/kustomization.yaml`,
    '  - application.yaml',
    '  - application.yaml\n  - budget.yaml',
  );
  await until(() => cluster().store.get(BUDGET));
  await git.commit({
    [`${FOLDER}/budget.yaml`]: BUDGET_TEXT.replace(': 1,', ': 2,'),
  });
  await until(() =>
    JSON.stringify(cluster().store.get(BUDGET)?.spec).includes('2'),
  );
  await git.commit({
    [`${FOLDER}/budget.yaml`]: `${BUDGET_TEXT}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: broken, namespace: ecotrack }
spec: { hosts: [payment-service], htpp: [] }
`,
  });
  const { operationState } = await until(
    now => now.operationState?.phase === 'Failed',
  );
  expect(operationState?.message).toContain('htpp');
  expect(operationState?.syncResult.resources).toMatchObject([
    { name: 'broken', status: 'SyncFailed' },
  ]);
  expect(cluster().store.get(BUDGET)?.spec).toMatchObject({ minAvailable: 2 });
  const finishedAt = operationState?.finishedAt;
  platform.clock.advance(200_000);
  const { conditions, ...later } = await until(
    now => now.reconciledAt !== finishedAt,
  );
  expect(later.operationState?.finishedAt).toBe(finishedAt);
  expect(conditions[0]).toMatchObject({
    type: 'SyncError',
    message: expect.stringContaining('failed'),
  });
  await syncedAt(await git.commit({ [`${FOLDER}/budget.yaml`]: BUDGET_TEXT }));
  expect(cluster().store.get(BUDGET)?.spec).toMatchObject({ minAvailable: 1 });
});

it('waits for a person where syncs are manual, who may ask over HTTP', async () => {
  const platform = await startGitOps();
  const { gitops, syncedAt, outAt } = platform;
  const app = express().use(syncRoutes(gitops));
  const path = `/clusters/${CLUSTER}/applications/argocd/${CLUSTER}/sync`;
  await syncedAt(await setPolicy(platform, 'syncPolicy: {}'));
  const commit = await setWeights(platform);
  await outAt(commit);
  expect(weightsOf(platform)).toEqual(['"weight":90', '"weight":10']);
  const { body } = await request(app).post(path).expect(200);
  expect(body).toMatchObject({
    phase: 'Succeeded',
    syncResult: { revision: commit },
  });
  expect(weightsOf(platform)).toEqual(['"weight":60', '"weight":40']);
  await syncedAt(commit);
  await request(app)
    .post(path.replace(/\w+\/sync$/, 'none/sync'))
    .expect(404);
  await request(app).post(path).send({ prune: 'yes' }).expect(400);
  await request(app)
    .post(path)
    .set('content-type', 'application/json')
    .send('{')
    .expect(400);
});

it('does not sync while that is paused, and goes on afterwards', async () => {
  const platform = await startGitOps();
  const { gitops, faults, syncedAt, outAt, status } = platform;
  const { id } = faults.switchOn({ cluster: CLUSTER, kind: 'sync-paused' });
  const commit = await setWeights(platform);
  await outAt(commit);
  await expect(gitops.sync(CLUSTER, APPLICATION)).rejects.toThrow(
    'syncs of ecotrack-production are paused',
  );
  expect(weightsOf(platform)).toEqual(['"weight":90', '"weight":10']);
  expect(status().operationState?.syncResult.revision).not.toBe(commit);
  faults.switchOff(id);
  await syncedAt(commit);
  expect(weightsOf(platform)).toEqual(['"weight":60', '"weight":40']);
});

it('says that a revision or a folder does not exist', async () => {
  const { cluster, until } = await startGitOps();
  const shown = cluster().store.get(SHOWN);
  const set = (field: object) => {
    const spec = shown?.spec as { source: object };
    cluster().apply({
      ...SHOWN,
      metadata: { ...APPLICATION },
      spec: { ...spec, source: { ...spec.source, ...field } },
    });
    return until(({ conditions }) =>
      conditions[0]?.message.includes(Object.values(field)[0]),
    );
  };
  const none = await set({ targetRevision: 'absent' });
  expect(none.sync).toEqual({
    status: 'Unknown',
    comparedTo: expect.objectContaining({}),
  });
  const folder = await set({ path: 'nowhere' });
  expect(folder.sync.status).toBe('Unknown');
});
