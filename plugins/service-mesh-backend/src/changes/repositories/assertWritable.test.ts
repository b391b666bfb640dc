import type { TreeEntry } from '@ecotrack/backstage-plugin-service-mesh-node';
import { assertWritable } from './assertWritable';

const tree = new Map<string, TreeEntry>(
  [
    { path: 'mesh/a.yaml', mode: '100644', sha: '1' },
    { path: 'linked', mode: '120000', sha: '2' },
    { path: 'vendor/module', mode: '160000', sha: '3' },
  ].map(entry => [entry.path, entry]),
);

const write =
  (path: string, after = 'a: 1\n') =>
  () =>
    assertWritable([{ path, after }], tree);

describe('assertWritable', () => {
  it.each(['mesh/a.yaml', 'mesh/new/b.yaml', 'ünïcode/ c.yaml'])(
    'takes %s',
    path => {
      expect(write(path)).not.toThrow();
    },
  );

  it.each([
    ['../outside.yaml', /no path inside/],
    ['mesh/../../outside.yaml', /no path inside/],
    ['/etc/passwd', /no path inside/],
    ['mesh//a.yaml', /no path inside/],
    ['mesh\\a.yaml', /no path inside/],
    ['mesh/a\nb.yaml', /no path inside/],
    ['.github/workflows/ci.yaml', /left alone/],
    ['.gitea/workflows/ci.yaml', /left alone/],
    ['.gitmodules', /left alone/],
    ['mesh/.git/config', /left alone/],
    ['docs/CODEOWNERS', /left alone/],
    ['linked/a.yaml', /symbolic link/],
    ['linked', /symbolic link/],
    ['vendor/module/a.yaml', /submodule/],
  ])('refuses %s', (path, message) => {
    expect(write(path)).toThrow(message);
  });

  it('refuses a file that is too large', () => {
    expect(write('mesh/a.yaml', 'a'.repeat(1_000_001))).toThrow(/split it/);
  });
});
