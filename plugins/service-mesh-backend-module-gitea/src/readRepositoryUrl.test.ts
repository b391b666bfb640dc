import { readRepositoryUrl } from './readRepositoryUrl';

const BASE = 'https://git.example.com';

describe('readRepositoryUrl', () => {
  it.each(['', '.git', '/', '.git/', '?tab=x', '#readme'])(
    'reads a page with %j at its end',
    end => {
      expect(readRepositoryUrl(`${BASE}/org/my.repo${end}`, BASE)).toEqual({
        host: 'git.example.com',
        owner: 'org',
        name: 'my.repo',
        url: 'https://git.example.com/org/my.repo',
      });
    },
  );

  it('reads what is below a path', () => {
    const base = 'https://example.com:8443/gitea';
    expect(readRepositoryUrl(`${base}/org/repo`, base)).toMatchObject({
      host: 'example.com:8443',
      url: 'https://example.com:8443/gitea/org/repo',
    });
    expect(
      readRepositoryUrl('https://example.com:8443/org/repo', base),
    ).toBeUndefined();
  });

  it.each([
    'https://git.example.com',
    'https://git.example.com/org',
    'https://git.example.com/org/repo/src/branch/main',
    'https://git.example.com/org//repo',
    'https://git.example.com/org/%2e%2e',
    'https://git.example.com/org/a b',
    'https://git.example.com.evil.example/org/repo',
    'https://git.example.com@evil.example/org/repo',
    'http://git.example.com/org/repo',
    'git@git.example.com:org/repo.git',
    'org/repo',
    '',
  ])('is no repository: %s', url => {
    expect(readRepositoryUrl(url, BASE)).toBeUndefined();
  });
});
