import { SEED, type Cases } from './Cases';

const ODD = [
  'overlays/größe/naïve café.yaml',
  'overlays/日本/サービス.yaml',
  'overlays/a b/c#d%20e?f&g=h+i.yaml',
  'overlays/🚦.yaml',
  "overlays/it's [x] {y}.yaml",
];
const TEXT = '# Ünïcode ✓ 🚦\r\nkey: "wert"\r\n\ttab\r\nno end';

export function readingCases(cases: Cases): void {
  cases.add('gives a repository of its addresses only', async given => {
    const { host } = cases.host;
    const { url } = given.repository;
    expect(host.repository(url)?.url).toBe(url);
    expect(host.repository(`${url}.git`)?.url).toBe(url);
    expect(host.repository(`${url}/`)?.url).toBe(url);
    for (const other of [
      'https://elsewhere.example.com/owner/name',
      new URL(url).origin,
      `${url}/src/branch/main`,
      `${new URL(url).origin}/../..`,
      'owner/name',
      '',
    ]) {
      expect(host.repository(other)).toBeUndefined();
    }
    expect(given.repository.maxBodyLength).toBeGreaterThan(3_000);
  });

  cases.add('knows the default branch and heads', async given => {
    const { repository, git, base, start } = given;
    expect(await repository.head(base)).toBe(start);
    expect(await repository.head('mesh/production/none')).toBeUndefined();
    const next = await git.commit(base, [{ path: 'a.txt', content: 'a\n' }]);
    expect(await repository.head(base)).toBe(next);
  });

  cases.add('lists every file of a commit with its mode', async given => {
    const { repository, git, base, start } = given;
    const commit = await git.commit(base, [
      { path: 'bin/run', content: '#!/bin/sh\n', mode: '100755' },
      { path: 'link', content: 'config/app.yaml', mode: '120000' },
      { path: 'module', content: start, mode: '160000' },
    ]);
    const entries = new Map(
      (await repository.tree(commit)).map(entry => [entry.path, entry]),
    );
    expect(entries.get('bin/run')).toMatchObject({ mode: '100755', size: 10 });
    expect(entries.get('link')).toMatchObject({ mode: '120000' });
    expect(entries.get('module')).toMatchObject({
      mode: '160000',
      sha: start,
    });
    expect(entries.get('module')?.size).toBeUndefined();
    expect(entries.get('config/app.yaml')).toEqual({
      path: 'config/app.yaml',
      mode: '100644',
      size: SEED['config/app.yaml'].length,
      sha: await git.git(['rev-parse', `${commit}:config/app.yaml`]),
    });
    expect(entries.has('config')).toBe(false);
    const before = await repository.tree(start);
    expect(before.map(({ path }) => path)).not.toContain('link');
  });

  cases.add('lists more files than fit on one page', async given => {
    const files = Array.from({ length: 2300 }, (_, index) => ({
      path: `many/${index % 7}/file-${index}.yaml`,
      content: 'same: true\n',
    }));
    const commit = await given.git.commit(given.base, files);
    const paths = (await given.repository.tree(commit)).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(files.map(f => f.path)));
    expect(new Set(paths).size).toBe(paths.length);
  });

  cases.add('reads texts and leaves out what is no file', async given => {
    const { repository, git, base, start } = given;
    const commit = await git.commit(base, [
      { path: 'link', content: 'config/app.yaml', mode: '120000' },
      { path: 'module', content: start, mode: '160000' },
      { path: 'empty.yaml', content: '' },
    ]);
    const texts = await repository.read(commit, [
      ...Object.keys(SEED),
      'empty.yaml',
      'missing.yaml',
      'config',
      'link',
      'module',
    ]);
    expect(Object.fromEntries(texts)).toEqual({ ...SEED, 'empty.yaml': '' });
    expect((await repository.read(start, ['empty.yaml'])).size).toBe(0);
    expect((await repository.read(commit, [])).size).toBe(0);
  });

  cases.add('reads odd paths and keeps every character', async given => {
    const { repository, git, base } = given;
    const commit = await git.commit(
      base,
      ODD.map(path => ({ path, content: TEXT })),
    );
    const paths = (await repository.tree(commit)).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(ODD));
    const texts = await repository.read(commit, ODD);
    expect(texts).toEqual(new Map(ODD.map(path => [path, TEXT])));
  });

  cases.add('knows which commits a commit contains', async given => {
    const { repository, git, base, start } = given;
    const next = await git.commit(base, [{ path: 'a.txt', content: 'a\n' }]);
    const side = await git.commit('side', [{ path: 'b.txt', content: 'b\n' }], {
      from: base,
    });
    expect(await repository.contains(next, next)).toBe(true);
    expect(await repository.contains(next, start)).toBe(true);
    expect(await repository.contains(side, next)).toBe(true);
    expect(await repository.contains(start, next)).toBe(false);
    expect(await repository.contains(next, side)).toBe(false);
    expect(await repository.contains(next, 'a'.repeat(40))).toBe(false);
  });
}
