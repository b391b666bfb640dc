import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { manualClock } from '../clock/clock';
import { startForge } from './startForge';

const EXAMPLES = resolve(__dirname, '../../../../examples');
const REPOSITORY = 'platform/mesh-gitops';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forge-state-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (directory?: string) =>
  startForge({
    examplesDir: EXAMPLES,
    clock: manualClock(Date.parse('2026-11-21T10:00:00Z')),
    host: '127.0.0.1',
    port: 0,
    directory,
  });

it('starts with the manifests of the examples, byte by byte', async () => {
  const { forge, close } = await start();
  const repository = forge.repository(REPOSITORY);
  const files = await repository.files('main');
  expect(await repository.log('main')).toHaveLength(1);
  expect(files.get('tai/mesh.yaml')).toBe(
    readFileSync(join(EXAMPLES, 'tai/mesh.yaml'), 'utf8'),
  );
  const paths = [...files.keys()];
  expect(paths).toContain('CODEOWNERS');
  expect(paths).toContain('ecotrack/overlays/production/kustomization.yaml');
  expect(paths.filter(path => /^(catalog|templates)\//.test(path))).toEqual([]);
  const { directory } = forge;
  await close();
  expect(existsSync(directory)).toBe(false);
});

it('keeps users, commits and pull requests over a restart', async () => {
  const first = await start(folder);
  const { forge } = first;
  const repository = forge.repository(REPOSITORY);
  await repository.createBranch('change', 'main', 'portal');
  await repository.commitFiles({
    branch: 'change',
    files: [{ path: 'new.yaml', content: 'a: 1\n' }],
    message: 'New',
    author: { name: 'Ann', email: 'ann@example.com' },
    by: 'portal',
  });
  const { id } = repository.labels.create({ name: 'mesh' });
  await repository.pulls.create({
    title: 'New',
    head: 'change',
    base: 'main',
    labels: [id],
    by: 'portal',
  });
  repository.pulls.comment(1, 'sam', 'Looks right');
  const before = repository.pulls.get(1);
  await first.close();

  const second = await start(folder);
  const again = second.forge.repository(REPOSITORY);
  expect(second.token).toBe(first.token);
  expect(again.pulls.get(1)).toEqual(before);
  expect(again.labels.get(id)?.name).toBe('mesh');
  expect(again.head('change')).toBe(repository.head('change'));
  expect(await again.log('main')).toHaveLength(1);
  await second.close();
});

it('says which file of its state cannot be read', async () => {
  writeFileSync(join(folder, 'forge.json'), '{');
  await expect(start(folder)).rejects.toThrow(
    `The state of the forge in ${join(
      folder,
      'forge.json',
    )} cannot be read. Delete its folder to start afresh.`,
  );
});

it('says that Git is absent', async () => {
  const { PATH } = process.env;
  process.env.PATH = folder;
  try {
    await expect(start()).rejects.toThrow(
      'The forge of the embedded platform needs the command git, 2.38 or newer. Install git and start again.',
    );
  } finally {
    process.env.PATH = PATH;
  }
});
