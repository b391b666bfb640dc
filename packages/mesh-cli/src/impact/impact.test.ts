import { Workbench } from '../__testUtils__/command';
import {
  namespaceOf,
  peerAuthentication,
  routeToNowhere,
  service,
} from '../__testUtils__/manifests';

jest.setTimeout(60_000);
const bench = new Workbench();
afterAll(() => bench.remove());

const SHOP = namespaceOf('shop') + service('shop', 'orders');
const before = {
  'kustomization.yaml': 'resources: [shop.yaml, policy.yaml]',
  'shop.yaml': SHOP,
  'policy.yaml': peerAuthentication('shop', 'PERMISSIVE'),
};
const after = {
  ...before,
  'policy.yaml': `${peerAuthentication('shop', 'STRICT')}---\n${routeToNowhere(
    'shop',
    'orders',
  )}`,
};

function expectStrict(out: string) {
  expect(out).toMatch(/outside.*orders.*8080/);
  expect(out).toContain('~ PeerAuthentication default in shop');
  expect(out).toContain('+ VirtualService orders in shop');
  expect(out).toContain('new error MESH2013');
  expect(out).toMatch(/\n1 mesh of 1 changed\.\n$/);
}

describe('mesh impact', () => {
  it('tells what changes between two folders', () => {
    const folder = bench.folder();
    for (const [side, files] of Object.entries({ before, after })) {
      for (const [path, text] of Object.entries(files)) {
        bench.write(folder, { [`${side}/${path}`]: text });
      }
    }
    const { code, out, err } = bench.mesh(folder, [
      'impact',
      'before',
      'after',
    ]);
    expect(err).toBe('');
    expectStrict(out);
    expect(code).toBe(1);
    expect(bench.mesh(folder, ['impact', 'after', 'before']).code).toBe(0);
    expect(bench.mesh(folder, ['impact', 'after', 'after/'])).toMatchObject({
      code: 0,
      out: '0 meshes of 1 changed.\n',
    });
  });

  it('tells what changes between two Git refs, and from a ref to a folder', () => {
    const folder = bench.folder(before);
    bench.git(folder, 'init', '-q', '-b', 'main');
    bench.git(folder, 'add', '-A');
    bench.git(folder, 'commit', '-q', '-m', 'before');
    bench.write(folder, after);
    expectStrict(bench.mesh(folder, ['impact', 'main', '.']).out);
    bench.git(folder, 'commit', '-q', '-a', '-m', 'after');
    expectStrict(bench.mesh(folder, ['impact', 'main~1', 'main']).out);
    const [change] = JSON.parse(
      bench.mesh(folder, ['impact', 'main~1', 'main', '-o', 'json']).out,
    );
    expect(change.mesh).toBe('.');
    expect(change.objects.changed).toHaveLength(1);
    expect(change.findings.appeared[0].code).toBe('MESH2013');
  });
});
