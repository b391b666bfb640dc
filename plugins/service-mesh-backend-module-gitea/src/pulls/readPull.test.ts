import { isBetween, pullSchema, readPull, withDraft } from './readPull';

const SHA = 'a'.repeat(40);
const MERGE = 'b'.repeat(40);

function aPull(fields: object = {}) {
  return pullSchema.parse({
    number: 7,
    html_url: 'https://git.example.com/org/repo/pulls/7',
    title: 'Two replicas',
    body: null,
    state: 'open',
    draft: false,
    head: { label: 'mesh/a', ref: 'mesh/a', sha: SHA, repo_id: 1 },
    base: { label: 'main', ref: 'main', sha: SHA, repo_id: 1 },
    labels: null,
    mergeable: true,
    merged: false,
    merge_commit_sha: null,
    merged_by: null,
    merged_at: null,
    closed_at: null,
    ...fields,
  });
}

describe('readPull', () => {
  it('reads an open one', () => {
    expect(readPull(aPull())).toEqual({
      number: 7,
      url: 'https://git.example.com/org/repo/pulls/7',
      title: 'Two replicas',
      body: '',
      state: 'open',
      draft: false,
      head: 'mesh/a',
      headSha: SHA,
      base: 'main',
      labels: [],
      mergeable: 'yes',
    });
  });

  it.each(['merge_commit_sha', 'merged_commit_id'])(
    'reads the commit of a merge of %s',
    field => {
      const pull = aPull({
        state: 'closed',
        merged: true,
        merge_commit_sha: undefined,
        [field]: MERGE,
        merged_by: { login: 'sam' },
        merged_at: '2026-11-21T10:00:00Z',
        closed_at: '2026-11-21T10:00:00Z',
        head: {
          label: 'mesh/a',
          ref: 'refs/pull/7/head',
          sha: SHA,
          repo_id: 1,
        },
      });
      expect(readPull(pull)).toMatchObject({
        state: 'merged',
        head: 'mesh/a',
        mergeSha: MERGE,
        mergedBy: 'sam',
        mergedAt: '2026-11-21T10:00:00Z',
      });
    },
  );

  it('has no commit of a merge before it is merged', () => {
    const pull = readPull(aPull({ state: 'closed', merge_commit_sha: MERGE }));
    expect(pull.state).toBe('closed');
    expect(pull.mergeSha).toBeUndefined();
  });

  it.each([
    ['WIP: Two replicas', true, 'Two replicas', true],
    ['[WIP] Two replicas', true, 'Two replicas', true],
    ['WIP: Two replicas', undefined, 'Two replicas', true],
    ['Draft: Two replicas', undefined, 'Two replicas', true],
    ['WIP: Two replicas', false, 'WIP: Two replicas', false],
    ['Wiper: two replicas', undefined, 'Wiper: two replicas', false],
  ])('reads %j with the draft %j', (title, draft, expected, isDraft) => {
    const pull = aPull({ title, draft, mergeable: false });
    expect(readPull(pull)).toMatchObject({
      title: expected,
      draft: isDraft,
      mergeable: isDraft ? 'unknown' : 'no',
    });
  });

  it('makes a draft of a title once', () => {
    expect(withDraft('Two replicas', true)).toBe('WIP: Two replicas');
    expect(withDraft('WIP: Two replicas', true)).toBe('WIP: Two replicas');
    expect(withDraft('Two replicas', false)).toBe('Two replicas');
  });

  it('tells the pull request of a fork from our own', () => {
    const fork = { label: 'mesh/a', ref: 'mesh/a', sha: SHA, repo_id: 2 };
    expect(isBetween(aPull(), 'mesh/a', 'main')).toBe(true);
    expect(isBetween(aPull({ head: fork }), 'mesh/a', 'main')).toBe(false);
    expect(isBetween(aPull(), 'mesh/b', 'main')).toBe(false);
    expect(isBetween(aPull(), 'mesh/a', 'release')).toBe(false);
  });
});
