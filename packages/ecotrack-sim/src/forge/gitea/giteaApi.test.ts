import { gunzipSync } from 'node:zlib';
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

async function openPullRequest(title = 'Ten percent') {
  await server.commit('change', { 'production/route.yaml': 'weight: 10\n' });
  return server.api('POST', `${REPOSITORY}/pulls`, {
    title,
    body: 'Why',
    head: 'change',
    base: 'main',
  });
}

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

describe('branches', () => {
  it('makes, shows, lists and removes them', async () => {
    const { api, repository } = server;
    const made = await api('POST', `${REPOSITORY}/branches`, {
      new_branch_name: 'mesh/production/shop-cart',
      old_branch_name: 'main',
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'mesh/production/shop-cart',
        commit: { id: repository.head('main') },
      },
    });
    const path = `${REPOSITORY}/branches/mesh/production/shop-cart`;
    expect((await api('GET', path)).status).toBe(200);
    expect((await api('GET', `${REPOSITORY}/branches`)).body).toHaveLength(2);
    expect((await api('DELETE', path)).status).toBe(204);
    expect((await api('GET', path)).status).toBe(404);
    expect((await api('DELETE', path)).status).toBe(404);
    expect((await api('DELETE', `${REPOSITORY}/branches/main`)).status).toBe(
      403,
    );
  });

  it.each([
    [409, { new_branch_name: 'main' }],
    [404, { new_branch_name: 'x', old_ref_name: 'none' }],
    [422, { new_branch_name: 'a..b' }],
    [422, { new_branch_name: '-x' }],
    [422, { new_branch_name: 'a b' }],
    [422, { new_branch_name: 'x'.repeat(101) }],
    [422, { new_branch_name: 'main/below' }],
    [422, {}],
    [422, []],
  ])('answers %i to %j', async (status, body) => {
    const answer = await server.api('POST', `${REPOSITORY}/branches`, body);
    expect(answer).toMatchObject({
      status,
      body: { message: expect.any(String) },
    });
  });
});

describe('files', () => {
  it('reads a file, a folder and raw text', async () => {
    const { api, forge } = server;
    const file = await api('GET', `${REPOSITORY}/contents/README.md?ref=main`);
    expect(file.body).toMatchObject({
      type: 'file',
      encoding: 'base64',
      content: base64('hello\n'),
    });
    const folder = await api('GET', `${REPOSITORY}/contents/production`);
    expect(folder.body).toMatchObject([
      { path: 'production/gateway.yaml', content: null },
      { path: 'production/route.yaml', type: 'file' },
    ]);
    const none = await api('GET', `${REPOSITORY}/contents/none?ref=main`);
    expect(none.status).toBe(404);
    const raw = await fetch(
      `${forge.url}/api/v1${REPOSITORY}/raw/README.md?ref=main`,
    );
    expect(await raw.text()).toBe('hello\n');
  });

  it('changes many files in one commit on a new branch', async () => {
    const { api, repository } = server;
    const route = await repository.entry('main', 'production/route.yaml');
    const gateway = await repository.entry('main', 'production/gateway.yaml');
    const answer = await api('POST', `${REPOSITORY}/contents`, {
      branch: 'main',
      new_branch: 'mesh/x',
      message: 'Ten percent\n\nRequested-by: user:default/ann',
      author: { name: 'Ann', email: 'ann@example.com' },
      files: [
        {
          operation: 'update',
          path: 'production/route.yaml',
          content: base64('weight: 10\n'),
          sha: route?.sha,
        },
        {
          operation: 'create',
          path: 'production/new.yaml',
          content: base64('new\n'),
        },
        {
          operation: 'delete',
          path: 'production/gateway.yaml',
          sha: gateway?.sha,
        },
      ],
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        commit: {
          sha: repository.head('mesh/x'),
          parents: [{ sha: repository.head('main') }],
          author: { name: 'Ann' },
          committer: { name: 'Mesh portal' },
        },
        files: [
          { path: 'production/route.yaml' },
          { path: 'production/new.yaml' },
          null,
        ],
      },
    });
    expect(await repository.files('mesh/x')).toEqual(
      new Map([
        ['README.md', 'hello\n'],
        ['production/new.yaml', 'new\n'],
        ['production/route.yaml', 'weight: 10\n'],
      ]),
    );
  });

  it.each([
    [
      'a file that changed',
      422,
      { operation: 'update', path: 'README.md', sha: 'f'.repeat(40) },
    ],
    ['an update without sha', 422, { operation: 'update', path: 'README.md' }],
    ['a file that is there', 422, { operation: 'create', path: 'README.md' }],
    [
      'a file that is not there',
      404,
      { operation: 'delete', path: 'none', sha: 'f'.repeat(40) },
    ],
    ['a path upwards', 422, { operation: 'create', path: '../x' }],
    ['a path of Git', 422, { operation: 'create', path: 'a/.git/config' }],
    ['a file below a file', 422, { operation: 'create', path: 'README.md/x' }],
    ['a folder', 422, { operation: 'create', path: 'production' }],
    ['no operation', 422, { path: 'x' }],
    [
      'content that is not base64',
      422,
      { operation: 'create', path: 'x', content: '%%' },
    ],
  ])('refuses %s', async (_, status, file) => {
    const { api, repository } = server;
    const before = repository.head('main');
    const body = { branch: 'main', files: [{ content: 'eA==', ...file }] };
    const answer = await api('POST', `${REPOSITORY}/contents`, body);
    expect(answer).toMatchObject({
      status,
      body: { message: expect.any(String) },
    });
    expect(repository.head('main')).toBe(before);
  });

  it('refuses a new branch that exists and a branch that does not', async () => {
    const { api } = server;
    const files = [{ operation: 'create', path: 'x', content: '' }];
    const path = `${REPOSITORY}/contents`;
    const branch = await api('POST', path, { branch: 'none', files });
    expect(branch.status).toBe(404);
    await server.commit('taken', { a: 'b' });
    const taken = await api('POST', path, {
      branch: 'main',
      new_branch: 'taken',
      files,
    });
    expect(taken.status).toBe(422);
  });

  it('lets one of two commits at the same file through', async () => {
    const { api, repository } = server;
    const entry = await repository.entry('main', 'README.md');
    const write = (text: string) =>
      api('POST', `${REPOSITORY}/contents`, {
        branch: 'main',
        files: [
          {
            operation: 'update',
            path: 'README.md',
            sha: entry?.sha,
            content: base64(text),
          },
        ],
      });
    const answers = await Promise.all([write('one'), write('two')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });
});

describe('what Git has', () => {
  it('shows trees in pages, blobs, commits, archives and comparisons', async () => {
    const { api, forge, repository } = server;
    const head = repository.head('main');
    const tree = await api(
      'GET',
      `${REPOSITORY}/git/trees/${head}?recursive=true&per_page=2&page=2`,
    );
    expect(tree.body).toMatchObject({
      page: 2,
      total_count: 4,
      truncated: false,
      tree: [
        {
          path: 'production/gateway.yaml',
          type: 'blob',
          mode: '100644',
          size: 10,
        },
        { path: 'production/route.yaml' },
      ],
    });
    const entry = await repository.entry('main', 'README.md');
    const blob = await api('GET', `${REPOSITORY}/git/blobs/${entry?.sha}`);
    expect(blob.body).toMatchObject({ content: base64('hello\n'), size: 6 });
    const commit = await api('GET', `${REPOSITORY}/git/commits/main`);
    expect(commit.body).toMatchObject({
      sha: head,
      created: '2026-11-21T10:00:00Z',
    });
    await server.commit('change', { x: 'y' });
    const ahead = await api('GET', `${REPOSITORY}/compare/main...change`);
    expect(ahead.body).toMatchObject({
      total_commits: 1,
      commits: [{ sha: repository.head('change') }],
    });
    const archive = await fetch(
      `${forge.url}/api/v1${REPOSITORY}/archive/main.tar.gz`,
    );
    const tar = gunzipSync(Buffer.from(await archive.arrayBuffer())).toString();
    expect(tar).toContain('mesh/production/route.yaml');
  });

  it.each([
    'git/trees/none',
    'git/trees/--all',
    `git/blobs/${'0'.repeat(40)}`,
    'git/blobs/-p',
    'git/commits/none',
    'compare/main...none',
    'compare/main',
    'archive/none.tar.gz',
    'contents/README.md?ref=none',
    'pulls/77',
    'pulls/main/none',
    'commits/none/status',
    'issues/77/comments',
    'nothing/here',
  ])('answers 404 to %s', async path => {
    const answer = await server.api('GET', `${REPOSITORY}/${path}`);
    expect(answer).toMatchObject({
      status: 404,
      body: { message: expect.any(String) },
    });
  });
});

describe('pull requests', () => {
  it('opens, finds and lists one', async () => {
    const { api, repository } = server;
    const opened = await openPullRequest();
    const shown = {
      number: 1,
      title: 'Ten percent',
      state: 'open',
      merged: false,
      mergeable: true,
      draft: false,
      user: { login: 'portal' },
      head: { ref: 'change', sha: repository.head('change') },
      base: { ref: 'main', sha: repository.head('main') },
    };
    expect(opened).toMatchObject({ status: 201, body: shown });
    for (const path of ['pulls/1', 'pulls/main/change']) {
      const answer = await api('GET', `${REPOSITORY}/${path}`);
      expect(answer).toMatchObject({ status: 200, body: shown });
    }
    const list = await api('GET', `${REPOSITORY}/pulls?state=open&limit=1`);
    expect(list.body).toMatchObject([shown]);
    expect(list.headers.get('x-total-count')).toBe('1');
    expect(
      (await api('GET', `${REPOSITORY}/pulls/1/commits`)).body,
    ).toHaveLength(1);
    expect(
      (await api('GET', `${REPOSITORY}/pulls/1/files`)).body,
    ).toMatchObject([
      {
        filename: 'production/route.yaml',
        status: 'changed',
        additions: 1,
        deletions: 1,
      },
    ]);
  });

  it('takes one for two branches, and none without a branch, title or commits', async () => {
    const { api, repository } = server;
    expect((await openPullRequest()).status).toBe(201);
    const open = (body: object) =>
      api('POST', `${REPOSITORY}/pulls`, {
        title: 't',
        head: 'change',
        base: 'main',
        ...body,
      });
    expect((await open({})).status).toBe(409);
    expect((await open({ head: 'none' })).status).toBe(404);
    expect((await open({ base: 'none' })).status).toBe(404);
    expect((await open({ title: '' })).status).toBe(422);
    expect((await open({ head: 'main' })).status).toBe(422);
    await repository.createBranch('same', 'main', 'portal');
    expect((await open({ head: 'same' })).status).toBe(422);
  });

  it('edits it, closes it, opens it again and makes it a draft by its title', async () => {
    const { api } = server;
    await openPullRequest();
    const edit = (body: object) => api('PATCH', `${REPOSITORY}/pulls/1`, body);
    expect(await edit({ title: 'WIP: Ten', body: '' })).toMatchObject({
      status: 201,
      body: { title: 'WIP: Ten', body: '', draft: true, mergeable: false },
    });
    expect((await edit({ state: 'closed' })).body).toMatchObject({
      state: 'closed',
      merged: false,
      closed_at: '2026-11-21T10:00:00Z',
    });
    const found = await api('GET', `${REPOSITORY}/pulls/main/change`);
    expect(found.body).toMatchObject({ state: 'closed' });
    expect((await edit({ state: 'open' })).body).toMatchObject({
      state: 'open',
    });
    expect((await edit({ state: 'x' })).status).toBe(422);
    const merge = await api('POST', `${REPOSITORY}/pulls/1/merge`, {
      Do: 'merge',
    });
    expect(merge.status).toBe(405);
  });

  it.each([
    ['merge', 2],
    ['squash', 1],
    ['rebase', 1],
  ])('merges with %s', async (method, parents) => {
    const { api, repository } = server;
    await openPullRequest();
    await server.commit('main', { other: 'o' });
    const head = repository.head('change');
    const base = repository.head('main');
    const answer = await api('POST', `${REPOSITORY}/pulls/1/merge`, {
      Do: method,
      head_commit_id: head,
      delete_branch_after_merge: true,
    });
    expect(answer.status).toBe(200);
    const merged = repository.head('main');
    expect((await api('GET', `${REPOSITORY}/pulls/1`)).body).toMatchObject({
      state: 'closed',
      merged: true,
      merge_commit_sha: merged,
      merged_by: { login: 'portal' },
      head: { sha: head, ref: 'refs/pull/1/head' },
    });
    const commit = await repository.commit('main');
    expect(commit.parents).toHaveLength(parents);
    expect(commit.parents[0]).toBe(base);
    expect(await repository.files('main')).toEqual(
      new Map(
        Object.entries({
          ...FILES,
          other: 'o',
          'production/route.yaml': 'weight: 10\n',
        }).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    );
    const again = await api('POST', `${REPOSITORY}/pulls/1/merge`, {
      Do: 'merge',
    });
    expect(again.status).toBe(405);
    const reopened = await api('PATCH', `${REPOSITORY}/pulls/1`, {
      state: 'open',
    });
    expect(reopened.status).toBe(412);
  });

  it('does not merge another head than the one that was looked at', async () => {
    const { api, repository } = server;
    await openPullRequest();
    const seen = repository.head('change');
    await server.commit('change', { more: 'm' });
    const answer = await api('POST', `${REPOSITORY}/pulls/1/merge`, {
      Do: 'squash',
      head_commit_id: seen,
    });
    expect(answer.status).toBe(409);
    expect((await api('GET', `${REPOSITORY}/pulls/1`)).body).toMatchObject({
      state: 'open',
      head: { sha: repository.head('change') },
    });
  });

  it('says of a conflict that it is not mergeable', async () => {
    const { api, repository } = server;
    await openPullRequest();
    await server.commit('main', { 'production/route.yaml': 'weight: 50\n' });
    expect((await api('GET', `${REPOSITORY}/pulls/1`)).body).toMatchObject({
      mergeable: false,
    });
    const before = repository.head('main');
    for (const method of ['merge', 'squash', 'rebase']) {
      const answer = await api('POST', `${REPOSITORY}/pulls/1/merge`, {
        Do: method,
      });
      expect(answer).toMatchObject({
        status: 405,
        body: { message: 'These files conflict: production/route.yaml.' },
      });
    }
    expect(repository.head('main')).toBe(before);
  });

  it('closes with its branch', async () => {
    await openPullRequest();
    await server.api('DELETE', `${REPOSITORY}/branches/change`);
    const { body } = await server.api('GET', `${REPOSITORY}/pulls/1`);
    expect(body).toMatchObject({ state: 'closed', merged: false });
  });

  it('takes reviews, not those of who opened it, and asks for them', async () => {
    const { api, forge } = server;
    await openPullRequest();
    const asked = await api(
      'POST',
      `${REPOSITORY}/pulls/1/requested_reviewers`,
      {
        reviewers: ['sam'],
        team_reviewers: ['platform-team'],
      },
    );
    expect(asked.status).toBe(201);
    const ask = (body: object) =>
      api('POST', `${REPOSITORY}/pulls/1/requested_reviewers`, body);
    expect((await ask({ reviewers: ['nobody'] })).status).toBe(404);
    expect((await ask({ team_reviewers: ['none'] })).status).toBe(404);
    expect((await ask({ reviewers: ['portal'] })).status).toBe(422);
    const sam = forge.users.find('sam')?.token;
    const review = (event: string, token = sam) =>
      api(
        'POST',
        `${REPOSITORY}/pulls/1/reviews`,
        { event, body: 'ok' },
        `token ${token}`,
      );
    expect((await review('APPROVED', server.token)).status).toBe(422);
    expect((await review('LIKE')).status).toBe(422);
    expect((await review('APPROVED')).body).toMatchObject({
      state: 'APPROVED',
    });
    expect(
      (await api('GET', `${REPOSITORY}/pulls/1/reviews`)).body,
    ).toMatchObject([
      { state: 'APPROVED', user: { login: 'sam' }, stale: false },
      { state: 'REQUEST_REVIEW', team: { name: 'platform-team' } },
    ]);
  });
});

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
