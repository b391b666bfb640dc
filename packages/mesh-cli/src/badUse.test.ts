import { Workbench } from './__testUtils__/command';

jest.setTimeout(60_000);
const bench = new Workbench();
afterAll(() => bench.remove());

describe('the command line', () => {
  const folder = bench.folder({ 'a.yaml': '' });

  it.each([
    [[], 'A command is missing.', 'mesh --help'],
    [['chek', '.'], 'There is no command chek.', 'check, explain or impact'],
    [['check'], 'mesh check has no PATH.', 'mesh check .'],
    [['check', 'none'], 'none does not exist.', '--ref REF'],
    [['check', '.', '--otput', 'x'], "'--otput'", 'mesh --help'],
    [['check', '.', '--output', 'xml'], '--output xml', 'human, json, sarif'],
    [['check', '.', '--fail-on', 'x'], '--fail-on x', 'error, warning, info'],
    [['check', '.', '--method', 'GET'], '--method', 'mesh check --help'],
    [['check', '.', '--ref', 'main'], 'not in a Git repository', 'folders'],
    [['impact', 'a'], 'no HEAD', 'mesh impact origin/main HEAD'],
    [['impact', 'a', 'b'], 'not in a Git repository', 'folders'],
    [['explain'], 'no question', 'mtls, connection, authorize, route'],
    [['explain', 'why'], 'cannot answer why', 'mtls'],
    [['explain', 'mtls'], 'TARGET is missing', 'NAMESPACE/NAME'],
    [['explain', 'mtls', 'a b'], 'TARGET a b is not a name', 'shop/orders'],
    [['explain', 'mtls', 'a/b'], 'workload or service a/b', '--files'],
    [['explain', 'connection', 'outside', 'a/b'], 'no port', 'a/b:8080'],
    [['explain', 'route', 'a/b', 'c'], 'c is no host', 'orders:8080'],
    [
      ['explain', 'authorize', 'a/b', 'c/d:1', '--header', 'x'],
      '--header x is no header',
      'name: value',
    ],
  ])('%j names what is wrong and how to mend it', (args, problem, fix) => {
    const { code, out, err } = bench.mesh(folder, args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(problem);
    expect(err.split('\n')[1]).toContain(fix);
  });

  it('knows refs that do not exist, and what looks like an option', () => {
    const repository = bench.folder({ 'a.yaml': '' });
    bench.git(repository, 'init', '-q');
    for (const ref of ['nope', '--upload-pack=x', 'a b', '']) {
      const { code, err } = bench.mesh(repository, [
        'check',
        '.',
        `--ref=${ref}`,
      ]);
      expect(code).toBe(2);
      expect(err).toContain(`There is no Git ref ${ref}`);
    }
  });

  it('has help for each command, and a version', () => {
    for (const command of [[], ['check'], ['explain'], ['impact']]) {
      const { code, out } = bench.mesh(folder, [...command, '--help']);
      expect(code).toBe(0);
      expect(out).toContain(`mesh ${command[0] ?? 'check'}`);
    }
    expect(bench.mesh(folder, ['--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
