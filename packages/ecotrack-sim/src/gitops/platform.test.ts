import { resolve } from 'node:path';
import { KubeConfig, Watch } from '@kubernetes/client-node';
import { startPlatform, type Platform } from '../platform/startPlatform';
import type { ApplicationStatus } from './status';

const CLUSTER = 'tai';
const APPLICATIONS =
  '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';
const PATH = 'tai/application.yaml';
const MANUAL = 'syncPolicy: {}';

interface Seen {
  spec: { source: { repoURL: string } };
  status?: ApplicationStatus;
}

describe('a platform that syncs', () => {
  let platform: Platform;

  beforeEach(async () => {
    platform = await startPlatform({
      examplesDir: resolve(__dirname, '../../../../examples'),
      clusters: [CLUSTER],
      syncDelay: 0,
    });
  });

  afterEach(() => platform.close());

  async function watchApplications() {
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [
        {
          name: CLUSTER,
          server: platform.clusters[0].kubeUrl,
          caData: Buffer.from(platform.ca).toString('base64'),
        },
      ],
      users: [{ name: 'reader', token: platform.token }],
      contexts: [{ name: 'it', cluster: CLUSTER, user: 'reader' }],
      currentContext: 'it',
    });
    const seen: Seen[] = [];
    const controller = await new Watch(config).watch(
      APPLICATIONS,
      {},
      (_, object) => seen.push(object),
      () => {},
    );
    const until = async (is: (status: ApplicationStatus) => boolean) => {
      const end = Date.now() + 4_000;
      const find = () => seen.find(({ status }) => status && is(status));
      while (!find() && Date.now() < end) {
        await new Promise(done => {
          setTimeout(done, 20);
        });
      }
      return find();
    };
    return { until, stop: () => controller.abort() };
  }

  async function commit(text: string) {
    const { sha } = await platform.forge
      .repository('platform/mesh-gitops')
      .commitFiles({
        branch: 'main',
        files: [{ path: PATH, content: text }],
        message: 'A change',
        author: { name: 'Sam', email: 'sam@example.com' },
        by: 'sam',
      });
    return sha;
  }

  it('shows a watch every stage of a change, and starts a sync over HTTP', async () => {
    const { until, stop } = await watchApplications();
    const first = await until(({ sync }) => sync.status === 'Synced');
    const { repoURL } = first?.spec.source ?? {};
    expect(repoURL).toBe(`${platform.forgeUrl}/platform/mesh-gitops`);
    const repository = platform.forge.repository('platform/mesh-gitops');
    const files = await repository.files(repository.head('main') ?? '', 'tai');
    const text = files.get(PATH) ?? '';
    const manual = text.replace(/syncPolicy:[^]*/, MANUAL);
    const synced = await commit(manual);
    for (const phase of ['Running', 'Succeeded']) {
      expect(
        await until(
          ({ operationState }) =>
            operationState?.phase === phase &&
            operationState.syncResult.revision === synced,
        ),
      ).toBeDefined();
    }
    const waiting = await commit(
      manual.replace('metadata:', 'metadata:\n  labels: { owner: sam }'),
    );
    expect(
      await until(
        ({ sync }) => sync.status === 'OutOfSync' && sync.revision === waiting,
      ),
    ).toBeDefined();
    const url = `${platform.httpUrl}/clusters/${CLUSTER}/applications/argocd/${CLUSTER}/sync`;
    const response = await fetch(url, { method: 'POST' });
    expect(await response.json()).toMatchObject({ phase: 'Succeeded' });
    expect(
      await until(
        ({ sync }) => sync.status === 'Synced' && sync.revision === waiting,
      ),
    ).toBeDefined();
    stop();
  });
});
