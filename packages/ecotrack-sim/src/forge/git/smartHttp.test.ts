import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openForge, type OpenForge } from '../__testUtils__/openForge';

const run = promisify(execFile);

let server: OpenForge;
let folder: string;

beforeEach(async () => {
  server = await openForge();
  folder = mkdtempSync(join(tmpdir(), 'forge-clone-'));
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function git(...args: string[]) {
  return run('git', args, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: 'Ann',
      GIT_AUTHOR_EMAIL: 'ann@example.com',
      GIT_COMMITTER_NAME: 'Ann',
      GIT_COMMITTER_EMAIL: 'ann@example.com',
    },
  });
}

const address = (credentials = '') =>
  `${server.forge.url.replace('://', `://${credentials}`)}/platform/mesh.git`;

async function commitAndPush(content: string | Buffer, branch = 'main') {
  writeFileSync(join(folder, 'file'), content);
  await git('add', '.');
  await git('commit', '-qm', 'By hand');
  return git('push', '-q', 'origin', `HEAD:${branch}`);
}

it('takes the first push to an empty repository and gives it to a clone', async () => {
  const moves: unknown[] = [];
  server.forge.onMoved(moved => moves.push(moved));
  await git('init', '-q', '-b', 'main');
  await git('remote', 'add', 'origin', address(`portal:${server.token}@`));
  await commitAndPush('one\n');
  const commit = server.repository.head('main');
  expect(moves).toEqual([
    { repository: 'platform/mesh', branch: 'main', commit },
  ]);
  await git('clone', '-q', address(), 'copy');
  expect(readFileSync(join(folder, 'copy/file'), 'utf8')).toBe('one\n');
});

it('takes a large push, which git sends in pieces and compressed', async () => {
  await server.commit('main', { 'README.md': 'hello\n' });
  await git('clone', '-q', address(`portal:${server.token}@`), '.');
  const large = randomBytes(3_000_000);
  await commitAndPush(large, 'mesh/large');
  const entry = await server.repository.entry('mesh/large', 'file');
  expect(entry?.size).toBe(large.length);
});

it('refuses a push without a token or with a wrong one', async () => {
  await server.commit('main', { 'README.md': 'hello\n' });
  await git('clone', '-q', address(), '.');
  await expect(commitAndPush('x')).rejects.toThrow(/could not read Username/);
  await git('remote', 'set-url', 'origin', address('portal:wrong@'));
  await expect(git('push', '-q', 'origin', 'HEAD:main')).rejects.toThrow(
    /Authentication failed/,
  );
  expect((await server.repository.log('main')).length).toBe(1);
});

it('moves an open pull request along with a push, and merges it for those who pull', async () => {
  await server.commit('main', { 'README.md': 'hello\n' });
  await git(
    'clone',
    '-q',
    address(`sam:${server.forge.users.find('sam')?.token}@`),
    '.',
  );
  await server.commit('change', { other: 'o' });
  const { pulls } = server.repository;
  await pulls.create({
    title: 't',
    head: 'change',
    base: 'main',
    by: 'portal',
  });
  await git('fetch', '-q');
  await git('checkout', '-q', 'change');
  await commitAndPush('mine\n', 'change');
  const { stdout } = await git('rev-parse', 'HEAD');
  expect(pulls.get(1).headSha).toBe(stdout.trim());
  await pulls.merge(1, {
    method: 'merge',
    by: 'sam',
    author: { name: 'Sam', email: 'sam@example.com' },
  });
  await git('checkout', '-q', 'main');
  await git('pull', '-q');
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('mine\n');
});

it('takes no push to a protected branch', async () => {
  await server.commit('main', { 'README.md': 'hello\n' });
  const { forge, repository, token } = server;
  forge.faults.add({ kind: 'protected-branch', branch: 'main' });
  await git('clone', '-q', address(`portal:${token}@`), '.');
  await commitAndPush('mine', 'change');
  await expect(git('push', '-q', 'origin', 'HEAD:main')).rejects.toThrow(
    /failed to push/,
  );
  expect(repository.head('change')).toBeDefined();
  expect(await repository.log('main')).toHaveLength(1);
});

it('says that an unknown repository is not there', async () => {
  await expect(
    git('clone', '-q', `${server.forge.url}/platform/none.git`),
  ).rejects.toThrow(/not found/);
});
