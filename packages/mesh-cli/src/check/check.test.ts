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

  describe('with a finding that somebody accepts', () => {
    const shared = (annotations: string) => `
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: shared, namespace: shop, annotations: {${annotations}}}
${['web', 'api']
  .map(
    name => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  template:
    metadata: {labels: {app: ${name}}}
    spec: {serviceAccountName: shared, containers: [{name: main}]}
`,
  )
  .join('')}`;
    const reason = 'servicemesh.ecotrack.io/accepted.MESH3409: One product.';
    const until = 'servicemesh.ecotrack.io/accepted-until.MESH3409';
    const injected = (annotations: string) => `apiVersion: v1\nkind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
${shared(annotations)}`;
    const run = (annotations: string, ...options: string[]) =>
      bench.mesh(bench.folder({ 'a.yaml': injected(annotations) }), [
        'check',
        '.',
        ...options,
      ]);

    it('prints it apart, with the reason, and counts it apart', () => {
      const { out } = run(`${reason}, ${until}: "2999-12-31"`);
      expect(out).toMatch(
        /\na\.yaml:\d+:\d+: accepted MESH3409: [^\n]*\n[^\n]*\n {4}accepted until 2999-12-31: One product\.\n/,
      );
      expect(out.indexOf('accepted MESH3409')).toBeGreaterThan(
        out.lastIndexOf(' info MESH'),
      );
      expect(out).toMatch(/ in 1 file; 1 accepted\.\n$/);
    });

    it('does not fail for it, and fails again after its end', () => {
      const alone = { code: 'MESH3409', isAccepted: true };
      const found = (annotations: string) =>
        JSON.parse(run(annotations, '-o', 'json').out);
      const accepted = found(reason);
      expect(accepted.summary.accepted).toBe(1);
      expect(accepted.findings).toContainEqual(expect.objectContaining(alone));
      const ended = found(`${reason}, ${until}: "2020-01-01"`);
      expect(ended.summary).toMatchObject({
        accepted: 0,
        info: accepted.summary.info + 1,
      });
      expect(run(`${reason}, ${until}: "2020-01-01"`).out).toContain(
        '    The exception at ServiceAccount shared in shop ended on 2020-01-01: One product.',
      );
    });

    it('suppresses it in SARIF', () => {
      const [{ results }] = JSON.parse(run(reason, '-o', 'sarif').out).runs;
      expect(
        results.filter(
          ({ suppressions }: { suppressions?: object[] }) => suppressions,
        ),
      ).toMatchObject([
        {
          ruleId: 'MESH3409',
          suppressions: [{ kind: 'inSource', justification: 'One product.' }],
        },
      ]);
    });

    it('fails for what only another overlay accepts', () => {
      const folder = bench.folder({
        'base/kustomization.yaml': 'resources: [a.yaml]',
        'base/a.yaml': injected(''),
        'dev/kustomization.yaml':
          'resources: [../base]\npatches: [{path: accept.yaml}]',
        'dev/accept.yaml': `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: shared, namespace: shop, annotations: {${reason}}}`,
        'prod/kustomization.yaml': 'resources: [../base]',
      });
      const { out } = bench.mesh(folder, ['check', '.', '-o', 'json']);
      expect(
        JSON.parse(out)
          .findings.filter(({ code }: { code: string }) => code === 'MESH3409')
          .map(
            ({
              units,
              isAccepted,
            }: {
              units: string[];
              isAccepted: boolean;
            }) => ({
              units,
              isAccepted,
            }),
          ),
      ).toEqual(
        expect.arrayContaining([
          { units: ['dev'], isAccepted: true },
          { units: ['prod'], isAccepted: false },
        ]),
      );
    });
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
