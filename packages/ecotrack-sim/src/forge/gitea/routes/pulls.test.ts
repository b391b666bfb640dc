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
