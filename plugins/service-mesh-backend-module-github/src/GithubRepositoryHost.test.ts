import { ConfigReader } from '@backstage/config';
import { GithubRepositoryHost } from './GithubRepositoryHost';

const host = GithubRepositoryHost.fromConfig(
  new ConfigReader({
    integrations: {
      github: [
        {
          host: 'git.example.com',
          apiBaseUrl: 'https://git.example.com/api/v3',
          token: 'x',
        },
      ],
    },
  }),
);

describe('GithubRepositoryHost', () => {
  it('gives the repositories of the configured hosts', () => {
    const repository = host.repository('https://git.example.com/a/b.git');
    expect(repository).toMatchObject({
      url: 'https://git.example.com/a/b',
      maxBodyLength: 58_000,
    });
    expect(host.repository('https://git.example.com/a/b/')).toBe(repository);
  });

  it.each([
    'https://github.com/a/b',
    'https://elsewhere.example.com/a/b',
    'https://git.example.com/a',
    'https://git.example.com/a/b/tree/main',
    'https://git.example.com/a/..%2f..%2fb',
    'ssh://git.example.com/a/b',
    'not a URL',
  ])('gives nothing for %s', url => {
    expect(host.repository(url)).toBeUndefined();
  });

  const repository = { html_url: 'https://git.example.com/a/b' };
  const repositoryUrl = repository.html_url;

  it.each([
    [
      { action: 'closed', pull_request: { number: 7 }, repository },
      { repositoryUrl, pullRequest: 7 },
    ],
    [
      { action: 'created', issue: { number: 7, pull_request: {} }, repository },
      { repositoryUrl, pullRequest: 7 },
    ],
    [
      { ref: 'refs/heads/mesh/x', repository },
      { repositoryUrl, branch: 'mesh/x' },
    ],
    [
      { ref: 'mesh/x', ref_type: 'branch', repository },
      { repositoryUrl, branch: 'mesh/x' },
    ],
    [
      { sha: 'f', branches: [{ name: 'mesh/x' }], repository },
      { repositoryUrl, branch: 'mesh/x' },
    ],
    [
      {
        check_run: {
          pull_requests: [{ number: 7 }],
          check_suite: { head_branch: 'mesh/x' },
        },
        repository,
      },
      { repositoryUrl, pullRequest: 7, branch: 'mesh/x' },
    ],
  ])('reads the webhook %j', (payload, event) => {
    expect(host.readEvent(payload)).toEqual(event);
  });

  it.each([
    [undefined],
    ['text'],
    [{ zen: 'Keep it logically awesome.' }],
    [{ repository }],
    [{ ref: 'refs/tags/v1', repository }],
    [{ issue: { number: 7 }, repository }],
    [
      {
        pull_request: { number: 7 },
        repository: { html_url: 'https://elsewhere.example.com/a/b' },
      },
    ],
  ])('passes over the webhook %j', payload => {
    expect(host.readEvent(payload)).toBeUndefined();
  });
});
