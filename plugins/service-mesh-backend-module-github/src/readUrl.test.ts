import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { startForgePlatform } from './__testUtils__/platformSetup';

describe("Backstage's reader of GitHub at the embedded forge", () => {
  let forge: Awaited<ReturnType<typeof startForgePlatform>>;
  beforeAll(async () => {
    forge = await startForgePlatform();
  });
  afterAll(() => forge.platform.close());

  function read() {
    const { root, api: apiBaseUrl } = forge.place;
    const { host } = new URL(root);
    const token = forge.platform.forgeToken;
    return {
      page: `${root}/platform/mesh-gitops`,
      reader: UrlReaders.default({
        logger: mockServices.logger.mock(),
        config: new ConfigReader({
          integrations: { github: [{ host, apiBaseUrl, token }] },
          backend: { reading: { allow: [{ host }] } },
        }),
      }),
    };
  }

  it('reads a file, finds files and reads a folder', async () => {
    const { page, reader } = read();
    const file = await reader.readUrl(`${page}/blob/main/CODEOWNERS`);
    expect((await file.buffer()).toString()).toContain('platform-team');

    const tree = await reader.readTree(`${page}/tree/main/ecotrack`);
    const paths = (await tree.files()).map(({ path }) => path);
    expect(paths.some(path => path.endsWith('kustomization.yaml'))).toBe(true);
    const hosted = forge.platform.forge.repository('platform/mesh-gitops');
    expect(tree.etag).toBe(hosted.head('main'));

    const { files } = await reader.search(`${page}/blob/main/CODE*`);
    expect(files.map(({ url }) => url)).toEqual([
      `${page}/blob/main/CODEOWNERS`,
    ]);
    expect((await files[0]?.content())?.toString()).toContain('platform-team');
  });

  it('says that a file is not there', async () => {
    const { page, reader } = read();
    await expect(
      reader.readUrl(`${page}/blob/main/missing.yaml`),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});
