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
