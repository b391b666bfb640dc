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

async function openPullRequest(title = 'Ten percent') {
  await server.commit('change', { 'production/route.yaml': 'weight: 10\n' });
  return server.api('POST', `${REPOSITORY}/pulls`, {
    title,
    body: 'Why',
    head: 'change',
    base: 'main',
  });
}

describe('labels, comments and statuses', () => {
  it('labels by numbers', async () => {
    const { api } = server;
    await openPullRequest();
    const make = (body: object) => api('POST', `${REPOSITORY}/labels`, body);
    const label = { name: 'mesh', color: '#00aabb' };
    expect(await make(label)).toMatchObject({
      status: 201,
      body: { id: 1, name: 'mesh' },
    });
    expect((await make(label)).status).toBe(422);
    expect((await make({ name: 'x', color: 'red' })).status).toBe(422);
    expect((await make({ color: '#000000' })).status).toBe(422);
    await make({ name: 'traffic', color: '#ffffff' });
    const labels = `${REPOSITORY}/issues/1/labels`;
    expect(
      (await api('POST', labels, { labels: [1, 2, 99] })).body,
    ).toMatchObject([{ name: 'mesh' }, { name: 'traffic' }]);
    expect((await api('DELETE', `${labels}/2`)).status).toBe(204);
    expect((await api('GET', `${REPOSITORY}/pulls/1`)).body).toMatchObject({
      labels: [{ id: 1 }],
    });
    expect((await api('PUT', labels, { labels: [] })).body).toEqual([]);
  });

  it('writes and rewrites comments', async () => {
    const { api } = server;
    await openPullRequest();
    const comments = `${REPOSITORY}/issues/1/comments`;
    const made = await api('POST', comments, { body: 'one' });
    expect(made).toMatchObject({ status: 201, body: { id: 1, body: 'one' } });
    const edit = (id: number) =>
      api('PATCH', `${REPOSITORY}/issues/comments/${id}`, { body: 'two' });
    expect((await edit(1)).body).toMatchObject({ body: 'two' });
    expect((await edit(9)).status).toBe(404);
    expect((await api('GET', comments)).body).toMatchObject([
      { body: 'two', user: { login: 'portal' } },
    ]);
    expect((await api('POST', comments, {})).status).toBe(422);
  });

  it('keeps what checks say and the worst of it', async () => {
    const { api, repository } = server;
    const sha = repository.head('main');
    const combined = () => api('GET', `${REPOSITORY}/commits/main/status`);
    expect((await combined()).body).toBeNull();
    const post = (context: string, state: string) =>
      api('POST', `${REPOSITORY}/statuses/${sha}`, {
        context,
        state,
        description: 'd',
      });
    expect((await post('ci', 'pending')).status).toBe(201);
    await post('ci', 'failure');
    await post('mesh/impact', 'success');
    expect((await post('ci', 'green')).status).toBe(422);
    const unknown = `${REPOSITORY}/statuses/${'a'.repeat(40)}`;
    expect((await api('POST', unknown, { state: 'success' })).status).toBe(404);
    expect(
      (await api('GET', `${REPOSITORY}/statuses/${sha}`)).body,
    ).toHaveLength(3);
    expect((await combined()).body).toMatchObject({
      state: 'failure',
      total_count: 2,
      statuses: [
        { context: 'ci', status: 'failure' },
        { context: 'mesh/impact' },
      ],
    });
  });
});
