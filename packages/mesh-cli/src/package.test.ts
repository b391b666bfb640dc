import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Workbench } from './__testUtils__/command';
import { routeToNowhere } from './__testUtils__/manifests';

jest.setTimeout(120_000);
const bench = new Workbench();
afterAll(() => bench.remove());

describe('the package', () => {
  it('runs by npx from its tarball in an empty folder, without a network', () => {
    const packed = bench.folder();
    const npm = bench.run(resolve(__dirname, '..'), 'npm', [
      'pack',
      '--json',
      '--pack-destination',
      packed,
    ]);
    expect(npm.code).toBe(0);
    const [{ files }] = JSON.parse(npm.out.slice(npm.out.indexOf('[')));
    expect(files.map(({ path }: { path: string }) => path).sort()).toEqual([
      'dist/mesh.js',
      'package.json',
    ]);

    const [tarball] = readdirSync(packed);
    const empty = bench.folder();
    const mesh = (...args: string[]) =>
      bench.run(
        empty,
        'npx',
        ['--yes', `file:${join(packed, tarball)}`, ...args],
        {
          npm_config_offline: 'true',
          npm_config_cache: join(packed, 'cache'),
        },
      );
    expect(mesh('check', '.')).toMatchObject({
      code: 0,
      out: 'Nothing found in 0 objects of 0 meshes in 0 files.\n',
    });
    bench.write(empty, { 'a.yaml': routeToNowhere('shop', 'orders') });
    const { code, out } = mesh('check', '.');
    expect(out).toMatch(/^a\.yaml:13:13: error MESH2013: /m);
    expect(code).toBe(1);
  });
});
