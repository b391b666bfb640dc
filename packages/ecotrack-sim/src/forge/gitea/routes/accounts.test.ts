import { openForge, type OpenForge } from '../../__testUtils__/openForge';

const REPOSITORY = '/repos/platform/mesh';
const FILES = {
  'README.md': 'hello\n',
  'production/route.yaml': 'weight: 90\n',
  'production/gateway.yaml': 'port: 443\n',
};

let server: OpenForge;

beforeEach(async () => {
  server = await openForge();
  await server.commit('main', FILES);
});

afterEach(() => server.close());

describe('repositories', () => {
  it('tells of the version, organisations and repositories', async () => {
    const { api, forge } = server;
    expect((await api('GET', '/version')).body).toEqual({ version: '1.24.6' });
    expect((await api('GET', '/orgs/platform')).status).toBe(200);
    expect((await api('GET', '/orgs/other')).status).toBe(404);
    expect((await api('GET', REPOSITORY)).body).toMatchObject({
      full_name: 'platform/mesh',
      default_branch: 'main',
      html_url: `${forge.url}/platform/mesh`,
      clone_url: `${forge.url}/platform/mesh.git`,
    });
    expect((await api('GET', '/repos/platform/none')).status).toBe(404);
  });

  it('makes a repository once and refuses names that are none', async () => {
    const { api } = server;
    const make = (name: unknown) =>
      api('POST', '/orgs/platform/repos', { name });
    expect((await make('next')).status).toBe(201);
    expect((await make('next')).status).toBe(409);
    expect((await make('../up')).status).toBe(422);
    expect((await make(7)).status).toBe(422);
    expect(
      (await api('POST', '/user/repos', { name: 'mine' })).body,
    ).toMatchObject({
      full_name: 'portal/mine',
    });
  });
});
