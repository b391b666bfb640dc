import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RepositoryError } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import { GiteaClient } from './GiteaClient';

const TOKEN = 'a-token-that-nobody-may-see';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let handle: Handler;
let asked: string[];

function json(status: number, body: unknown, headers = {}): Handler {
  return (_, response) => {
    response.writeHead(status, {
      'Content-Type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(body));
  };
}

/** Answers in this order; the last one stays. */
function answers(...handlers: Handler[]): void {
  handle = (request, response) => {
    const next = handlers.length > 1 ? handlers.shift() : handlers[0];
    next?.(request, response);
  };
}

function client(timeout = 2_000): GiteaClient {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new GiteaClient({
    address: {
      host: 'git.example.com',
      owner: 'platform',
      name: 'mesh-gitops',
      url: 'https://git.example.com/platform/mesh-gitops',
    },
    apiUrl: `${url}/api/v1`,
    headers: { Authorization: `token ${TOKEN}` },
    waits: [1, 2],
    timeout,
  });
}

async function problemOf(answer: Promise<unknown>): Promise<RepositoryError> {
  const error = await answer.catch((refusal: unknown) => refusal);
  if (!(error instanceof RepositoryError)) {
    throw new Error(`no problem but ${error}`);
  }
  return error;
}

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    handle(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => {
    server.close(resolve);
  });
});

describe('GiteaClient', () => {
  it('reads again when the server fails, and writes once', async () => {
    answers(json(502, {}), json(503, {}), json(200, { name: 'main' }));
    const schema = z.object({ name: z.string() });
    await expect(client().get('/branches/main', schema)).resolves.toEqual({
      name: 'main',
    });
    expect(asked).toHaveLength(3);

    answers(json(502, {}), json(201, { name: 'main' }));
    const error = await problemOf(
      client().write('POST', '/branches', {}, schema),
    );
    expect(error).toMatchObject({ problem: 'unreachable', isTransient: true });
    expect(asked).toHaveLength(4);
  });

  it('reads again at most twice, and not when it is asked to wait long', async () => {
    answers(json(500, { message: 'database is locked' }));
    const error = await problemOf(client().get('', z.unknown()));
    expect(asked).toHaveLength(3);
    expect(error.message).toBe(
      'git.example.com does not answer: database is locked.',
    );

    answers(json(503, {}, { 'Retry-After': '120' }));
    expect(await problemOf(client().get('', z.unknown()))).toMatchObject({
      problem: 'unreachable',
      retryAfter: 120_000,
    });
    expect(asked).toHaveLength(4);
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
    answers(json(status, { message, url: 'https://git.example.com/api' }));
    const error = await problemOf(client().write('POST', '', {}, z.unknown()));
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
      answers(json(429, {}, { 'Retry-After': header }));
      const { retryAfter } = await problemOf(client().get('', z.unknown()));
      expect(retryAfter).toBeGreaterThanOrEqual(least);
      expect(retryAfter).toBeLessThanOrEqual(most);
    }
    expect(asked).toHaveLength(3);
  });

  it('follows no redirect and tells the new address', async () => {
    answers(
      json(307, undefined, {
        Location: '/api/v1/repos/platform/mesh-new/branches/main?limit=1',
      }),
    );
    const error = await problemOf(client().get('/branches/main', z.unknown()));
    expect(error).toMatchObject({ problem: 'repository-moved' });
    expect(error.message).toContain(
      'https://git.example.com/platform/mesh-new.',
    );
    expect(asked).toHaveLength(1);

    answers(json(301, undefined, { Location: 'https://evil.example.com/' }));
    const unknown = await problemOf(client().get('', z.unknown()));
    expect(unknown).toMatchObject({ problem: 'repository-moved' });
    expect(unknown.message).not.toContain('evil');
  });

  it('gives up on an answer that does not come', async () => {
    handle = () => undefined;
    const error = await problemOf(client(50).get('', z.unknown()));
    expect(error).toMatchObject({ problem: 'unreachable' });
    expect(error.message).toContain('no answer after 0.05 s');
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['no JSON', '<html>Bad day</html>'],
    ['another shape', '{"commit": {"id": 7}}'],
    ['nothing', ''],
  ])('does not trust %s', async (_, body) => {
    handle = (_request, response) => response.end(body);
    const schema = z.object({ commit: z.object({ id: z.string() }) });
    const error = await problemOf(client().get('/branches/main', schema));
    expect(error).toMatchObject({ problem: 'unreachable' });
    expect(error.message).toContain('has no readable');
    expect(error.message).not.toContain('Bad day');
  });

  it('reads lists page by page, with and without a total', async () => {
    const pages = [[1, 2], [3], []];
    answers(...pages.map(page => json(200, page)));
    const schema = z.array(z.number());
    await expect(client().list('/labels', schema)).resolves.toEqual([1, 2, 3]);
    expect(asked[1]).toContain('/labels?limit=50&page=2');

    asked = [];
    answers(json(200, [1, 2], { 'X-Total-Count': '2' }));
    await expect(client().list('/labels', schema)).resolves.toEqual([1, 2]);
    expect(asked).toHaveLength(1);
  });

  it('writes one thing after another', async () => {
    let open = 0;
    let most = 0;
    handle = (_, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        response.end('{}');
      }, 10);
    };
    const gitea = client();
    await Promise.all(
      [1, 2, 3].map(() => gitea.write('POST', '/labels', {}, z.unknown())),
    );
    expect(most).toBe(1);
  });
});
