import { RepositoryError } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import { json, ScriptedServer, TOKEN } from '../__testUtils__/ScriptedServer';

let server: ScriptedServer;

async function problemOf(answer: Promise<unknown>): Promise<RepositoryError> {
  const error = await answer.catch((refusal: unknown) => refusal);
  if (!(error instanceof RepositoryError)) {
    throw new Error(`no problem but ${error}`);
  }
  return error;
}

beforeEach(async () => {
  server = await ScriptedServer.start();
});

afterEach(() => server.close());

describe('GiteaClient', () => {
  it('reads again when the server fails, and writes once', async () => {
    server.answers(json(502, {}), json(503, {}), json(200, { name: 'main' }));
    const schema = z.object({ name: z.string() });
    await expect(
      server.client().get('/branches/main', schema),
    ).resolves.toEqual({
      name: 'main',
    });
    expect(server.asked).toHaveLength(3);

    server.answers(json(502, {}), json(201, { name: 'main' }));
    const error = await problemOf(
      server.client().write('POST', '/branches', {}, schema),
    );
    expect(error).toMatchObject({ problem: 'unreachable', isTransient: true });
    expect(server.asked).toHaveLength(4);
  });

  it('reads again at most twice, and not when it is asked to wait long', async () => {
    server.answers(json(500, { message: 'database is locked' }));
    const error = await problemOf(server.client().get('', z.unknown()));
    expect(server.asked).toHaveLength(3);
    expect(error.message).toBe(
      'git.example.com does not answer: database is locked.',
    );

    server.answers(json(503, {}, { 'Retry-After': '120' }));
    expect(await problemOf(server.client().get('', z.unknown()))).toMatchObject(
      {
        problem: 'unreachable',
        retryAfter: 120_000,
      },
    );
    expect(server.asked).toHaveLength(4);
  });

  it.each([
    [401, 'token is required', 'unauthorized'],
    [403, 'user should be the owner', 'forbidden'],
    [403, 'branch main is protected', 'protected'],
    [403, 'not allowed to push to protected branch main', 'protected'],
    [404, 'not found', 'not-found'],
    [405, 'Please try again later', 'not-mergeable'],
    [409, 'head out of date', 'branch-moved'],
    [412, 'already merged', 'refused'],
    [413, '', 'refused'],
    [422, '[Title]: Required', 'refused'],
    [423, '', 'refused'],
    [429, '', 'rate-limited'],
    [500, 'push failed', 'unreachable'],
  ])('reads %i "%s" as %s', async (status, message, problem) => {
    server.answers(
      json(status, { message, url: 'https://git.example.com/api' }),
    );
    const error = await problemOf(
      server.client().write('POST', '', {}, z.unknown()),
    );
    expect(error).toMatchObject({ problem, status });
    expect(error.message).toMatch(/\.$/);
    expect(error.message).toContain('git.example.com');
    expect(JSON.stringify({ ...error })).not.toContain(TOKEN);
  });

  it('reads how long to wait, in seconds or as a date', async () => {
    for (const [header, least, most] of [
      ['30', 30_000, 30_000],
      [new Date(Date.now() + 60_000).toUTCString(), 50_000, 60_000],
      ['soon', 60_000, 60_000],
    ] as const) {
      server.answers(json(429, {}, { 'Retry-After': header }));
      const { retryAfter } = await problemOf(
        server.client().get('', z.unknown()),
      );
      expect(retryAfter).toBeGreaterThanOrEqual(least);
      expect(retryAfter).toBeLessThanOrEqual(most);
    }
    expect(server.asked).toHaveLength(3);
  });

  it('follows no redirect and tells the new address', async () => {
    server.answers(
      json(307, undefined, {
        Location: '/api/v1/repos/platform/mesh-new/branches/main?limit=1',
      }),
    );
    const error = await problemOf(
      server.client().get('/branches/main', z.unknown()),
    );
    expect(error).toMatchObject({ problem: 'repository-moved' });
    expect(error.message).toContain(
      'https://git.example.com/platform/mesh-new.',
    );
    expect(server.asked).toHaveLength(1);

    server.answers(
      json(301, undefined, { Location: 'https://evil.example.com/' }),
    );
    const unknown = await problemOf(server.client().get('', z.unknown()));
    expect(unknown).toMatchObject({ problem: 'repository-moved' });
    expect(unknown.message).not.toContain('evil');
  });

  it('gives up on an answer that does not come', async () => {
    server.handle = () => undefined;
    const error = await problemOf(server.client(50).get('', z.unknown()));
    expect(error).toMatchObject({ problem: 'unreachable' });
    expect(error.message).toContain('no answer after 0.05 s');
    expect(server.asked).toHaveLength(3);
  });

  it.each([
    ['no JSON', '<html>Bad day</html>'],
    ['another shape', '{"commit": {"id": 7}}'],
    ['nothing', ''],
  ])('does not trust %s', async (_, body) => {
    server.handle = (_request, response) => response.end(body);
    const schema = z.object({ commit: z.object({ id: z.string() }) });
    const error = await problemOf(
      server.client().get('/branches/main', schema),
    );
    expect(error).toMatchObject({ problem: 'unreachable' });
    expect(error.message).toContain('has no readable');
    expect(error.message).not.toContain('Bad day');
  });

  it('reads lists page by page, with and without a total', async () => {
    const pages = [[1, 2], [3], []];
    server.answers(...pages.map(page => json(200, page)));
    const schema = z.array(z.number());
    await expect(server.client().list('/labels', schema)).resolves.toEqual([
      1, 2, 3,
    ]);
    expect(server.asked[1]).toContain('/labels?limit=50&page=2');

    server.asked = [];
    server.answers(json(200, [1, 2], { 'X-Total-Count': '2' }));
    await expect(server.client().list('/labels', schema)).resolves.toEqual([
      1, 2,
    ]);
    expect(server.asked).toHaveLength(1);
  });

  it('writes one thing after another', async () => {
    let open = 0;
    let most = 0;
    server.handle = (_, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        response.end('{}');
      }, 10);
    };
    const gitea = server.client();
    await Promise.all(
      [1, 2, 3].map(() => gitea.write('POST', '/labels', {}, z.unknown())),
    );
    expect(most).toBe(1);
  });
});
