import { blobName } from './blobName';
import { branchPath, commitName, filePath } from './names';

const refused = expect.objectContaining({ problem: 'refused' });

describe('names of Git', () => {
  it('encodes branches', () => {
    expect(branchPath('mesh/a#b/größe%')).toBe('mesh/a%23b/gr%C3%B6%C3%9Fe%25');
  });

  it.each(['', '-a', '/a', 'a/', 'a..b', 'a//b', 'a b', 'a.lock', '@', 'a\n'])(
    'has no branch %j',
    name => {
      expect(() => branchPath(name)).toThrow(refused);
    },
  );

  it('takes whole names of commits', () => {
    expect(commitName('0a'.repeat(20))).toBe('0a'.repeat(20));
    expect(() => commitName('main')).toThrow(refused);
  });

  it.each([
    '',
    '/a',
    'a/',
    '../a',
    'a/../b',
    './a',
    'a//b',
    '.git/x',
    '.GIT',
    'a\0',
  ])('has no file %j', path => {
    expect(() => filePath(path)).toThrow(refused);
  });

  it('takes paths of files', () => {
    const path = '.github/größe 日本/a..b/.gitignore';
    expect(filePath(path)).toBe(path);
  });

  it('names blobs as Git does', () => {
    expect(blobName('')).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
    expect(blobName('ä\n')).toBe('8be8316c70848caa99b9b3086c64976e82d1c17d');
  });
});
