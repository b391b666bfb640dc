import { resolve } from 'node:path';
import { manualClock } from '../../clock/clock';
import { FaultRegistry } from '../../faults/FaultRegistry';
import { ClusterRuntime } from '../../platform/ClusterRuntime';
import { SCENARIOS } from '../../scenarios';
import { GitOps, pointAtForge } from '../GitOps';
import type { ApplicationStatus } from '../status';
import { openRepository } from './openRepository';

const EXAMPLES = resolve(__dirname, '../../../../../examples');
export const CLUSTER = 'ecotrack-production';
export const FOLDER = 'ecotrack/overlays/production';
export const ROUTES = `${FOLDER}/payment-routes.yaml`;
export const APPLICATION = { namespace: 'argocd', name: CLUSTER };
export const SHOWN = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  ...APPLICATION,
};
export const ROUTE = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  namespace: 'ecotrack',
  name: 'payment-service',
};
export const BUDGET = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  namespace: 'ecotrack',
  name: 'payment',
};
export const BUDGET_TEXT = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: payment, namespace: ecotrack }
spec: { minAvailable: 1, selector: { matchLabels: { app: payment-service } } }
`;

const started: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(one => one.close()));
});

/** Clusters that follow a repository with the examples. */
export async function startGitOps(names: string[] = [CLUSTER], delay = 0) {
  const clock = manualClock(Date.UTC(2026, 10, 20, 12, 0, 7));
  const git = await openRepository(EXAMPLES, clock);
  const clusters = new Map(
    SCENARIOS.filter(({ cluster }) => names.includes(cluster)).map(scenario => [
      scenario.cluster,
      new ClusterRuntime(scenario, EXAMPLES, clock, 1),
    ]),
  );
  pointAtForge(clusters, git.forge.url);
  const before = new Map(
    [...clusters].map(([name, { store }]) => [name, store.objects]),
  );
  const faults = new FaultRegistry(clusters, clock);
  const gitops = await GitOps.start({
    clusters,
    forge: git.forge,
    examplesDir: EXAMPLES,
    clock,
    delay,
  });
  started.push({
    close: async () => {
      await gitops.close();
      await git.forge.close();
    },
  });
  const cluster = (name = CLUSTER) => {
    const runtime = clusters.get(name);
    if (!runtime) {
      throw new Error(`no ${name}`);
    }
    return runtime;
  };
  const status = (name = CLUSTER, application = name) =>
    cluster(name).store.get({ ...SHOWN, name: application })
      ?.status as ApplicationStatus;
  const until = async (is: (now: ApplicationStatus) => unknown) => {
    const end = Date.now() + 8_000;
    while (!is(status())) {
      if (Date.now() > end) {
        throw new Error(`it is still ${JSON.stringify(status(), null, 1)}`);
      }
      await new Promise(done => {
        setTimeout(done, 20);
      });
    }
    return status();
  };
  const syncedAt = (commit: string) =>
    until(({ sync }) => sync.status === 'Synced' && sync.revision === commit);
  const outAt = (commit: string) =>
    until(
      ({ sync }) => sync.status === 'OutOfSync' && sync.revision === commit,
    );
  return {
    git,
    gitops,
    clock,
    faults,
    before,
    cluster,
    status,
    until,
    syncedAt,
    outAt,
  };
}

type Started = Awaited<ReturnType<typeof startGitOps>>;

export const weightsOf = ({ cluster }: Started) =>
  JSON.stringify(cluster().store.get(ROUTE)?.spec).match(/"weight":\d+/g);

/** Merges a pull request that gives the canary 40 of 100. */
export async function setWeights({ git }: Started): Promise<string> {
  const text = await git.textOf(ROUTES);
  return git.merge({
    [ROUTES]: text
      .replace('weight: 90', 'weight: 60')
      .replace('weight: 10', 'weight: 40'),
  });
}

export const setPolicy = ({ git }: Started, policy: string) =>
  git.replace(
    `${FOLDER}/application.yaml`,
    'syncPolicy:\n    automated: { prune: true, selfHeal: true }',
    policy,
  );
