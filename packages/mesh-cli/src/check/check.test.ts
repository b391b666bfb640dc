import {
  namespaceOf,
  peerAuthentication,
  routeToNowhere,
  service,
} from '../__testUtils__/manifests';
import { Workbench } from '../__testUtils__/command';

jest.setTimeout(60_000);
const bench = new Workbench();
afterAll(() => bench.remove());

const SHOP = namespaceOf('shop') + service('shop', 'orders');
/** Two overlays of one base with a defect, plain manifests, and files that are none. */
const REPOSITORY = {
  'deploy/base/kustomization.yaml': 'resources: [shop.yaml, routes.yaml]',
  'deploy/base/shop.yaml': SHOP,
  'deploy/base/routes.yaml': routeToNowhere('shop', 'orders'),
  'deploy/dev/kustomization.yaml': 'resources: [../base]',
  'deploy/prod/kustomization.yaml': 'resources: [../base]\nnamePrefix: x-',
  'plain/policy.yaml': peerAuthentication('shop', 'STRICT'),
  'chart/values.yaml': 'replicas: 2',
};

describe('mesh check', () => {
  it('is clean with exit code 0', () => {
    const folder = bench.folder({ 'a.yaml': SHOP });
    const { code, out, err } = bench.mesh(folder, ['check', '.']);
    expect(err).toBe('');
    expect(out).toMatch(/1 info in 4 objects of 1 mesh in 1 file\.\n$/);
    expect(code).toBe(0);
  });

  it('tells each finding of several overlays once, at its line, with the kinds of files', () => {
    const folder = bench.folder(REPOSITORY);
    const { code, out } = bench.mesh(folder, ['check', '.']);
    expect(code).toBe(1);
    const errors = out.split('\n').filter(line => / error /.test(line));
    expect(errors).toEqual([
      expect.stringMatching(
        /^deploy\/base\/routes\.yaml:13:13: error MESH2013: /,
      ),
    ]);
    expect(out).toContain('    in deploy/dev, deploy/prod\n');
    expect(out).toMatch(
      /^deploy\/prod\/kustomization.yaml:1:1: warning MESH0010/m,
    );
    expect(out).toMatch(
      /\n1 error, 1 warning, .* of 3 meshes in 7 files; skipped: 1 no Kubernetes objects\.\n$/,
    );
    expect(out).not.toContain('\u001b');
  });

  it('colours when asked, and never with NO_COLOR', () => {
    const folder = bench.folder({ 'a.yaml': routeToNowhere('a', 'b') });
    const colour = (env: NodeJS.ProcessEnv) =>
      bench.mesh(folder, ['check', '.'], env).out.includes('\u001b[31m');
    expect(colour({ FORCE_COLOR: '1' })).toBe(true);
    expect(colour({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  });

  it.each([
    ['error', 0],
    ['warning', 1],
    ['info', 1],
  ])('with --fail-on %s a warning ends with %d', (failOn, code) => {
    const folder = bench.folder({
      'kustomization.yaml': 'resources: [a.yaml]\nnamePrefix: x-',
      'a.yaml': SHOP,
    });
    expect(bench.mesh(folder, ['check', '.', '--fail-on', failOn]).code).toBe(
      code,
    );
  });

  it('answers in JSON', () => {
    const folder = bench.folder(REPOSITORY);
    const { code, out } = bench.mesh(folder, ['check', '.', '-o', 'json']);
    expect(code).toBe(1);
    const answer = JSON.parse(out);
    expect(answer.summary).toMatchObject({ error: 1, files: 7 });
    expect(answer.skipped).toEqual([
      { file: 'chart/values.yaml', reason: 'no Kubernetes objects' },
    ]);
    expect(answer.findings).toContainEqual(
      expect.objectContaining({
        code: 'MESH2013',
        units: ['deploy/dev', 'deploy/prod'],
        origin: { file: 'deploy/base/routes.yaml', line: 13, column: 13 },
      }),
    );
  });

  it('answers in SARIF that names rules, levels and regions', () => {
    const folder = bench.folder({
      'with space/a.yaml': routeToNowhere('a', 'b'),
    });
    const { out } = bench.mesh(folder, ['check', '.', '-o', 'sarif']);
    const { version, runs } = JSON.parse(out);
    expect(version).toBe('2.1.0');
    const [{ tool, results }] = runs;
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(['error', 'warning', 'note']).toContain(result.level);
      expect(result.message.text).not.toBe('');
    }
    const rule = tool.driver.rules.find(
      ({ id }: { id: string }) => id === 'MESH2013',
    );
    expect(rule.shortDescription.text).toMatch(/subset/);
    expect(rule.properties.tags).toContain('KIA1107');
    expect(results).toContainEqual(
      expect.objectContaining({
        ruleId: 'MESH2013',
        level: 'error',
        locations: [
          expect.objectContaining({
            physicalLocation: {
              artifactLocation: { uri: 'with%20space/a.yaml' },
              region: { startLine: 13, startColumn: 13 },
            },
          }),
        ],
      }),
    );
  });

  it('reads a Git ref without a checkout, from below the root too', () => {
    const folder = bench.folder(REPOSITORY);
    bench.git(folder, 'init', '-q', '-b', 'main');
    bench.git(folder, 'add', '-A');
    bench.git(folder, 'commit', '-q', '-m', 'one');
    bench.write(folder, {
      'deploy/base/routes.yaml': peerAuthentication('shop', 'STRICT'),
    });
    expect(bench.mesh(folder, ['check', '.']).code).toBe(0);
    const at = (cwd: string, ...paths: string[]) =>
      bench.mesh(`${folder}/${cwd}`, ['check', ...paths, '--ref', 'main']);
    expect(at('.', '.').out).toMatch(/^deploy\/base\/routes\.yaml:13:13: /m);
    expect(at('deploy/dev', '.').out).toMatch(
      /^\.\.\/base\/routes\.yaml:13:13: /m,
    );
    expect(at('.', 'plain').code).toBe(0);
    expect(at('.', 'nowhere')).toMatchObject({
      code: 2,
      err: expect.stringContaining('nowhere does not exist at main'),
    });
  });
});
