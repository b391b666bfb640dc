import { resolve } from 'node:path';
import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { startPlatform, type Platform } from '@ecotrack/ecotrack-sim';
import { eventually } from '../../__testUtils__/eventually';
import { openDatabase } from '../../database/openDatabase';
import { REPOSITORY, startReplica } from './replica';

/** Somebody at the forge. */
export const SAM = { name: 'Sam', email: 'sam@ecotrack.example.com' };

/** The file that changes of the tests are about. */
export const ROUTES = 'ecotrack/overlays/production/payment-routes.yaml';

export const databases = TestDatabases.create({ disableDocker: true });

async function startForge(): Promise<Platform> {
  return startPlatform({
    examplesDir: resolve(__dirname, '../../../../../examples'),
    clusters: [],
  });
}

/** A forge and a database of their own for each test. */
export function eachWith(id: TestDatabaseId) {
  let platform: Platform;
  let knex: Awaited<ReturnType<typeof databases.init>>;

  beforeEach(async () => {
    platform = await startForge();
    knex = await databases.init(id);
    await openDatabase({ getClient: async () => knex });
  });

  afterEach(() => platform?.close());

  const repository = () => platform.forge.repository(REPOSITORY);
  const pulls = () => repository().pulls.list('all');
  const start = (options?: Parameters<typeof startReplica>[2]) =>
    startReplica(platform, knex, options);
  const branches = () =>
    [...repository().branches.keys()].filter(name => name !== 'main');
  const textOf = async (branch: string) => {
    const head = repository().head(branch) ?? '';
    return (await repository().files(head)).get(ROUTES) ?? '';
  };
  const commitsOf = async (number: number) => {
    const { head, base } = repository().pulls.get(number);
    const { commits } = await repository().compare(base, head);
    return commits;
  };
  const commit = async (branch: string, path: string, content: string) =>
    repository().commitFiles({
      branch,
      files: [{ path, content }],
      message: 'By hand',
      author: SAM,
      by: 'sam',
    });

  const finish = async (replica: ReturnType<typeof start>, change: string) =>
    eventually(
      () => replica.look(change),
      ({ state }) => state === 'proposed',
    );

  const made = async () => ({
    branches: branches().length,
    commits: (await commitsOf(pulls()[0].number)).length,
    pullRequests: pulls().length,
  });

  return {
    forge: () => platform.forge,
    repository,
    pulls,
    start,
    textOf,
    commit,
    finish,
    made,
  };
}
