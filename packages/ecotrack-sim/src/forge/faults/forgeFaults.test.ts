import { openForge, type OpenForge } from '../__testUtils__/openForge';

const REPOSITORY = '/repos/platform/mesh';

let server: OpenForge;

beforeEach(async () => {
  server = await openForge();
  await server.commit('main', { a: '1\n' });
  await server.commit('change', { a: '2\n' });
});

afterEach(() => server.close());

async function faults(method: string, body?: unknown, id = '') {
  const response = await fetch(`${server.forge.url}/-/faults${id}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

const open = () =>
  server.api('POST', `${REPOSITORY}/pulls`, {
    title: 't',
    head: 'change',
    base: 'main',
  });

it('carries a request out and loses its answer', async () => {
  await faults('POST', {
    kind: 'lost-response',
    method: 'POST',
    path: '/pulls',
  });
  expect((await server.api('GET', `${REPOSITORY}/pulls`)).status).toBe(200);
  await expect(open()).rejects.toThrow('fetch failed');
  expect((await open()).status).toBe(409);
  expect(server.repository.pulls.list()).toHaveLength(1);
});

it.each([
  ['conflict', 409],
  ['unprocessable', 422],
  ['bad-gateway', 502],
  ['forbidden', 403],
  ['rate-limited', 429],
])(
  'answers %s with %i and does nothing, as often as it is told',
  async (kind, status) => {
    await faults('POST', {
      kind,
      times: 2,
      retryAfter: 7,
      message: 'As planned',
    });
    for (let time = 0; time < 2; time += 1) {
      const answer = await open();
      expect(answer).toMatchObject({ status, body: { message: 'As planned' } });
      expect(answer.headers.get('retry-after')).toBe(
        status === 429 ? '7' : null,
      );
    }
    expect((await open()).status).toBe(201);
  },
);

it('protects a branch from commits, merges and removal', async () => {
  await open();
  await faults('POST', {
    kind: 'protected-branch',
    repository: 'platform/mesh',
    branch: 'main',
  });
  const body = {
    branch: 'main',
    files: [{ operation: 'create', path: 'b', content: '' }],
  };
  expect(
    (await server.api('POST', `${REPOSITORY}/contents`, body)).status,
  ).toBe(403);
  const merge = await server.api('POST', `${REPOSITORY}/pulls/1/merge`, {
    Do: 'squash',
  });
  expect(merge.status).toBe(405);
  const branch = await server.api('GET', `${REPOSITORY}/branches/main`);
  expect(branch.body).toMatchObject({ protected: true });
  await server.commit('change', { b: 'still open' });
  expect(server.repository.pulls.get(1).state).toBe('open');
});

it('shows a pull request late', async () => {
  await faults('POST', { kind: 'delayed-visibility', milliseconds: 5000 });
  expect((await open()).status).toBe(201);
  const list = () => server.api('GET', `${REPOSITORY}/pulls`);
  expect((await list()).body).toEqual([]);
  expect((await server.api('GET', `${REPOSITORY}/pulls/1`)).status).toBe(404);
  expect((await open()).status).toBe(409);
  server.clock.advance(5000);
  expect((await list()).body).toHaveLength(1);
});

it('answers late', async () => {
  await faults('POST', { kind: 'slow', milliseconds: 80 });
  const start = performance.now();
  await server.api('GET', '/version');
  expect(performance.now() - start).toBeGreaterThan(75);
});

it('lists what is on, and switches it off', async () => {
  const { body } = await faults('POST', { kind: 'conflict' });
  expect((await faults('GET')).body.active).toMatchObject([
    { kind: 'conflict', times: 1 },
  ]);
  expect((await faults('DELETE', undefined, `/${body.id}`)).status).toBe(204);
  expect((await faults('DELETE', undefined, `/${body.id}`)).status).toBe(404);
  await faults('POST', { kind: 'conflict' });
  expect((await faults('DELETE')).status).toBe(204);
  expect((await faults('GET')).body.active).toEqual([]);
});

it.each([
  ['kind must be one of', {}],
  ['kind must be one of', { kind: 'toString' }],
  ['times must be a whole number above 0', { kind: 'conflict', times: 0 }],
  ['path must be a text', { kind: 'conflict', path: 7 }],
  ['color is not known', { kind: 'conflict', color: 'red' }],
])('says %s', async (message, fault) => {
  const answer = await faults('POST', fault);
  expect(answer).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining(message) },
  });
});
