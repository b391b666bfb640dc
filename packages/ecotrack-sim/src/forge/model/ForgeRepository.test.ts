import fc from 'fast-check';
import { author, openForge, type OpenForge } from '../__testUtils__/openForge';
import { ForgeError } from './ForgeError';

let server: OpenForge;

beforeEach(async () => {
  server = await openForge();
});

afterEach(() => server.close());

const segment = fc.oneof(
  fc.stringMatching(/^[\w ."'$&-]{1,12}$/),
  fc.constantFrom('..', '.', '.git', '.GIT', '', 'a\nb', 'a\\b', '日本', '-x'),
);

const path = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map(parts => parts.join('/'));

it('gives back every file that it took, and refuses the others', async () => {
  await server.commit('main', { first: '1' });
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(path, fc.string({ unit: 'grapheme' }), { maxKeys: 5 }),
      async wanted => {
        const { repository } = server;
        const before = repository.head('main');
        const files = Object.entries(wanted).map(([name, content]) => ({
          path: name,
          content,
        }));
        const commit = await repository
          .commitFiles({
            branch: 'main',
            files,
            message: 'm',
            author,
            by: 'portal',
          })
          .catch((error: unknown) => {
            if (!(error instanceof ForgeError)) {
              throw error;
            }
          });
        const after = await repository.files('main');
        const isKept = commit
          ? files.every(
              ({ path: name, content }) => after.get(name) === content,
            )
          : repository.head('main') === before;
        expect(isKept).toBe(true);
      },
    ),
    { numRuns: 25 },
  );
});

it('tells of every move once, with who did it and after it can be read', async () => {
  const { repository, forge } = server;
  const moves: unknown[] = [];
  forge.onEvent(event => {
    if (event.kind === 'push') {
      moves.push([
        event.branch,
        event.by,
        repository.head(event.branch) === event.commit,
      ]);
    }
  });
  await server.commit('main', { a: '1' });
  await repository.createBranch('next', 'main', 'sam');
  await server.commit('next', { a: '2' });
  await repository.pulls.create({
    title: 't',
    head: 'next',
    base: 'main',
    by: 'portal',
  });
  await repository.pulls.merge(1, { method: 'squash', by: 'sam', author });
  await repository.deleteBranch('next', 'sam');
  expect(moves).toEqual([
    ['main', 'portal', true],
    ['next', 'sam', true],
    ['next', 'portal', true],
    ['main', 'sam', true],
  ]);
});

it('commits only at the head that is expected', async () => {
  const { repository } = server;
  const first = await server.commit('main', { a: '1' });
  await server.commit('main', { a: '2' });
  const late = repository.commitFiles({
    branch: 'main',
    expectedHead: first.sha,
    files: [{ path: 'a', content: '3' }],
    message: 'late',
    author,
    by: 'sam',
  });
  await expect(late).rejects.toMatchObject({ problem: 'head-moved' });
});

it('rebases each commit with its author and message', async () => {
  const { repository } = server;
  await server.commit('main', { a: '1\n', b: '1\n' });
  await server.commit('next', { a: '2\n' });
  await server.commit('next', { a: '3\n' });
  await server.commit('main', { b: '2\n' });
  await repository.pulls.create({
    title: 't',
    head: 'next',
    base: 'main',
    by: 'portal',
  });
  const merged = await repository.pulls.merge(1, {
    method: 'rebase',
    by: 'sam',
    author: { name: 'Sam', email: 'sam@example.com' },
  });
  const log = await repository.log('main');
  expect(log[0].sha).toBe(merged.mergeSha);
  expect(log.map(({ author: { name } }) => name)).toEqual([
    'Ann',
    'Ann',
    'Ann',
    'Ann',
  ]);
  expect(log.map(({ committer: { name } }) => name).slice(0, 2)).toEqual([
    'Sam',
    'Sam',
  ]);
  expect(await repository.files('main')).toEqual(
    new Map([
      ['a', '3\n'],
      ['b', '2\n'],
    ]),
  );
});
