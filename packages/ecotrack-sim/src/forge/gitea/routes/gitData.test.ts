import { gunzipSync } from 'node:zlib';
import { openForge, type OpenForge } from '../../__testUtils__/openForge';

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
