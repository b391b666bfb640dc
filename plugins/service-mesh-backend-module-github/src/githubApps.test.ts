import { generateKeyPairSync } from 'node:crypto';
import { RepositoryError } from '@ecotrack/backstage-plugin-service-mesh-node';
import { hostOf, repositoryOf } from './__testUtils__/hosts';
import { startForgePlatform } from './__testUtils__/platformSetup';
import { recordExchanges } from './__testUtils__/recordExchanges';

const APP = { id: 4711, slug: 'mesh-portal', owner: 'platform' };

function keys() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

describe('an App of GitHub', () => {
  const { requests, problems } = recordExchanges();
  const { publicKey, privateKey } = keys();
  let forge: Awaited<ReturnType<typeof startForgePlatform>>;

  beforeAll(async () => {
    forge = await startForgePlatform();
    await fetch(`${forge.place.root}/-/github-apps`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...APP, publicKey }),
    });
  });
  afterAll(() => forge.platform.close());

  const repositoryWith = (key: string, allowedInstallationOwners?: string[]) =>
    repositoryOf(
      hostOf(forge.place, {
        apps: [
          {
            appId: APP.id,
            clientId: 'client',
            clientSecret: 'secret',
            privateKey: key,
            ...(allowedInstallationOwners && { allowedInstallationOwners }),
          },
        ],
      }),
      `${forge.place.root}/platform/mesh-gitops`,
    );

  it('writes with the token of its installation', async () => {
    const repository = repositoryWith(privateKey);
    const base = await repository.defaultBranch();
    const start = (await repository.head(base)) ?? '';
    await repository.ensureBranch('mesh/app', start);
    const commit = await repository.commit({
      branch: 'mesh/app',
      expectedHead: start,
      message: 'By the App',
      files: [{ path: 'app.yaml', content: 'by: app\n' }],
    });
    const hosted = forge.platform.forge.repository('platform/mesh-gitops');
    expect((await hosted.commit(commit)).author.name).toBe(APP.slug);
    const asked = requests.filter(path => path.includes('/app/'));
    expect(asked).toEqual([
      'GET /app/installations',
      expect.stringMatching(/^POST \/app\/installations\/\d+\/access_tokens$/),
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['another key', () => repositoryWith(keys().privateKey)],
    ['no key at all', () => repositoryWith('nonsense')],
    ['no installation', () => repositoryWith(privateKey, ['elsewhere'])],
  ])('is refused with %s', async (_, repository) => {
    const error = await repository()
      .defaultBranch()
      .catch(e => e);
    expect(error).toBeInstanceOf(RepositoryError);
    expect(error.problem).toBe('unauthorized');
    expect(error.message).not.toMatch(/nonsense|PRIVATE|secret/);
  });
});
