import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Workbench } from './__testUtils__/command';
import { peerAuthentication } from './__testUtils__/manifests';

jest.setTimeout(120_000);
const bench = new Workbench();
afterAll(() => bench.remove());

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
const BOMB = `${HEAD}a: &a [x,x,x,x,x,x,x,x,x]\n${'abcdefgh'
  .split('')
  .slice(1)
  .map((name, index) => {
    const before = 'abcdefgh'[index];
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]\n`;
  })
  .join('')}`;

/** Checks one file beside a good one, within bounded time. */
function checkFile(content: string | Buffer) {
  const folder = bench.folder({
    'bad.yaml': content,
    'good.yaml': peerAuthentication('shop', 'STRICT'),
  });
  const started = Date.now();
  const { code, out, err } = bench.mesh(folder, ['check', '.', '-o', 'json']);
  expect(err).toBe('');
  expect(Date.now() - started).toBeLessThan(30_000);
  const { findings, meshes, skipped } = JSON.parse(out);
  expect(meshes[0].objects).toBeGreaterThan(0);
  return { code, findings, skipped };
}

describe('bad input', () => {
  it.each([
    ['a bomb of aliases', BOMB, 1, /alias/],
    ['a key that stands twice', `${HEAD}kind: B\n`, 4, /unique/i],
    ['brackets without end', `${HEAD}data: { a: [`, undefined, /YAML/],
    ['endless nesting', `${HEAD}data: ${'['.repeat(100_000)}`, 4, /YAML/],
    [
      'a file of more than 10 MB',
      `${HEAD}${'# comment\n'.repeat(1_100_000)}`,
      1,
      /at most 10000000/,
    ],
  ])('%s is a finding with its place', (_, text, line, message) => {
    const { code, findings } = checkFile(text);
    expect(code).toBe(1);
    expect(findings[0]).toMatchObject({
      code: 'MESH0001',
      message: expect.stringMatching(message),
      origin: { file: 'bad.yaml' },
    });
    expect(line ?? findings[0].origin.line).toBe(findings[0].origin.line);
  });

  it.each([
    ['plain', (index: number) => `  key-${index}: value ${index}\n`],
    [
      'folded',
      (index: number) => `  key-${index}: >-\n    a\n    b ${index}\n`,
    ],
  ])('10 MB of %s YAML end within bounded time', (_, entry) => {
    const lines: string[] = [];
    for (let index = 0, size = 0; size < 9_900_000; index++) {
      lines.push(entry(index));
      size += lines[index].length;
    }
    const { code, findings } = checkFile(`${HEAD}data:\n${lines.join('')}`);
    expect(findings).toEqual([]);
    expect(code).toBe(0);
  });

  it('binary files are skipped, or found broken where they look like manifests', () => {
    const bytes = Buffer.from([0, 1, 2, 0xff, 0xfe, 0x80, 10, 0]);
    expect(checkFile(bytes)).toMatchObject({
      code: 0,
      skipped: [{ file: 'bad.yaml', reason: 'no Kubernetes objects' }],
    });
    const { findings } = checkFile(Buffer.concat([Buffer.from(HEAD), bytes]));
    expect(findings[0].code).toBe('MESH0001');
  });

  it('links in circles and links to nothing end', () => {
    const folder = bench.folder({ 'a/good.yaml': 'a: 1' });
    symlinkSync('..', join(folder, 'a/up'));
    symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
    symlinkSync('nothing.yaml', join(folder, 'dangling.yaml'));
    const { code, out } = bench.mesh(folder, ['check', '.']);
    expect(out).toMatch(/^loop\.yaml:1:1: error MESH0001: .*leads to itself/);
    expect(out).toContain('1 error in 0 objects of 0 meshes in 1 file');
    expect(code).toBe(1);
    expect(bench.mesh(folder, ['check', 'loop.yaml'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('loop.yaml cannot be opened (ELOOP)'),
    });
  });

  it('files that may not be read are findings, except for root', () => {
    const folder = bench.folder({ 'a.yaml': HEAD, 'b/c.yaml': HEAD });
    chmodSync(join(folder, 'a.yaml'), 0);
    chmodSync(join(folder, 'b'), 0);
    const { code, out } = bench.mesh(folder, ['check', '.']);
    chmodSync(join(folder, 'b'), 0o700);
    const isRoot = process.getuid?.() === 0;
    const told = out.match(
      /^(a\.yaml|b):1:1: error MESH0001: .*permission denied/gm,
    );
    expect(told?.length ?? 0).toBe(isRoot ? 0 : 2);
    expect(code).toBe(isRoot ? 0 : 1);
  });

  it('text from files cannot change the terminal', () => {
    const { out } = bench.mesh(
      bench.folder({
        'a.yaml': `apiVersion: security.istio.io/v1\nkind: "X\\e[31mred\\n"\nmetadata: { name: a }`,
      }),
      ['check', '.'],
    );
    expect(out).toContain('MESH0005');
    expect(out).not.toContain('\u001b');
  });
});
