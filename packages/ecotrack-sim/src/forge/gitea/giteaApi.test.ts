import { openForge, type OpenForge } from '../__testUtils__/openForge';

const REPOSITORY = '/repos/platform/mesh';
const FILES = {
  'README.md': 'hello\n',
  'production/route.yaml': 'weight: 90\n',
  'production/gateway.yaml': 'port: 443\n',
};

const base64 = (text: string) => Buffer.from(text).toString('base64');

let server: OpenForge;

beforeEach(async () => {
  server = await openForge();
  await server.commit('main', FILES);
});

afterEach(() => server.close());

describe('who asks', () => {
  it('reads without a token, writes only with one', async () => {
    const { api } = server;
    expect((await api('GET', REPOSITORY, undefined, null)).status).toBe(200);
    const refused = await api(
      'POST',
      `${REPOSITORY}/branches`,
      { new_branch_name: 'x' },
      null,
    );
    expect(refused).toMatchObject({
      status: 401,
      body: { message: 'token is required' },
    });
  });

  it.each([
    ['token', (token: string) => `token ${token}`],
    ['bearer', (token: string) => `Bearer ${token}`],
    ['basic', (token: string) => `Basic ${base64(`portal:${token}`)}`],
    [
      'basic with the token as name',
      (token: string) => `basic ${base64(`${token}:`)}`,
    ],
  ])('knows the user by %s', async (_, header) => {
    const answer = await server.api(
      'GET',
      '/user',
      undefined,
      header(server.token),
    );
    expect(answer).toMatchObject({ status: 200, body: { login: 'portal' } });
  });

  it.each([
    'token wrong',
    'Basic !',
    'Basic cG9ydGFsOg==',
    'x',
    'Negotiate abc',
  ])('refuses %s, also for reading', async header => {
    const answer = await server.api('GET', REPOSITORY, undefined, header);
    expect(answer.status).toBe(401);
  });

  it('hides a private repository from those without a token', async () => {
    await server.api('POST', '/orgs/platform/repos', {
      name: 'own',
      private: true,
    });
    const path = '/repos/platform/own';
    expect((await server.api('GET', path)).status).toBe(200);
    expect((await server.api('GET', path, undefined, null)).status).toBe(404);
  });
});

it('answers garbage with a message', async () => {
  const { api, forge, token } = server;
  const send = (body: string) =>
    fetch(`${forge.url}/api/v1${REPOSITORY}/pulls`, {
      method: 'POST',
      body,
      headers: { Authorization: `token ${token}` },
    });
  for (const body of ['{', '[]', '"x"', 'null', '{"title":{}}']) {
    const answer = await send(body);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ message: expect.any(String) });
  }
  const odd = await api('POST', `${REPOSITORY}/contents`, { files: 'x' });
  expect(odd.status).toBe(422);
});
