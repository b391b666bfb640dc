import { hostOf } from './__testUtils__/hosts';
import { readGiteaEvent } from './readGiteaEvent';

const url = 'https://git.example.com/platform/mesh-gitops';
const repository = { id: 1, html_url: url };

describe('readGiteaEvent', () => {
  it.each([
    [
      'a pull request',
      { action: 'closed', number: 7, pull_request: { number: 7 } },
      { pullRequest: 7 },
    ],
    [
      'a comment of a pull request',
      { action: 'created', is_pull: true, issue: { number: 7 } },
      { pullRequest: 7 },
    ],
    ['a push', { ref: 'refs/heads/mesh/a', commits: [] }, { branch: 'mesh/a' }],
    [
      'a branch that is gone',
      { ref: 'mesh/a', ref_type: 'branch' },
      { branch: 'mesh/a' },
    ],
    [
      'a status',
      { state: 'success', branches: [{ name: 'mesh/a' }] },
      { branch: 'mesh/a' },
    ],
  ])('reads %s', (_, payload, expected) => {
    expect(readGiteaEvent({ ...payload, repository })).toEqual({
      repositoryUrl: url,
      ...expected,
    });
  });

  it.each([
    undefined,
    null,
    'text',
    [],
    { ref: 'refs/heads/main' },
    { repository },
    { repository, ref: 'refs/tags/v1' },
    { repository, ref: 'v1', ref_type: 'tag' },
    { repository, issue: { number: 3 } },
    { repository, pull_request: { number: 'seven' } },
    { repository: { html_url: 7 }, pull_request: { number: 7 } },
  ])('reads nothing of %j', payload => {
    expect(readGiteaEvent(payload)).toBeUndefined();
  });

  it('is of a host that is configured only', () => {
    const payload = { repository, pull_request: { number: 7 } };
    expect(
      hostOf('https://git.example.com', 'token').readEvent(payload),
    ).toEqual({ repositoryUrl: url, pullRequest: 7 });
    expect(
      hostOf('https://other.example.com', 'token').readEvent(payload),
    ).toBeUndefined();
  });
});
