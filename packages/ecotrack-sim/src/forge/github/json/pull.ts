import type { Label, PullRequest } from '../../model/types';
import type { Address } from './Address';
import { nodeId } from './identity';
import { labelJson } from './label';
import { teamJson } from './team';
import { userJson } from './user';

/** What an answer about a pull request needs beside it. */
export interface PullFacts {
  pull: PullRequest;
  labels: readonly Label[];
  baseSha: string;
  /** `repository` of GitHub's description. */
  repository: object;
}

function linksOf(address: Address, { number, headSha }: PullRequest) {
  const self = `${address.rest}/pulls/${number}`;
  const issue = `${address.rest}/issues/${number}`;
  return {
    self,
    issue,
    html: `${address.page}/pull/${number}`,
    commits: `${self}/commits`,
    comments: `${issue}/comments`,
    review_comments: `${self}/comments`,
    review_comment: `${address.rest}/pulls/comments{/number}`,
    statuses: `${address.rest}/statuses/${headSha}`,
  };
}

function sideJson(
  address: Address,
  { repository }: PullFacts,
  ref: string,
  sha: string,
) {
  return {
    label: `${address.owner}:${ref}`,
    ref,
    sha,
    user: userJson(address.origin, address.owner, 'Organization'),
    repo: repository,
  };
}

/** `pull-request-simple` of GitHub's description: what lists have. */
export function pullSimpleJson(address: Address, facts: PullFacts) {
  const { pull, labels, baseSha } = facts;
  const links = linksOf(address, pull);
  const people = pull.requestedReviewers.filter(name => !name.includes('/'));
  const teams = pull.requestedReviewers.filter(name => name.includes('/'));
  return {
    url: links.self,
    id: pull.number,
    node_id: nodeId('PullRequest', `${address.fullName}#${pull.number}`),
    html_url: links.html,
    diff_url: `${links.html}.diff`,
    patch_url: `${links.html}.patch`,
    issue_url: links.issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    number: pull.number,
    state: pull.state === 'open' ? 'open' : 'closed',
    locked: false,
    title: pull.title,
    user: userJson(address.origin, pull.by),
    body: pull.body || null,
    labels: labels.map(label => labelJson(address, label)),
    milestone: null,
    active_lock_reason: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt ?? pull.mergedAt ?? null,
    merged_at: pull.mergedAt ?? null,
    merge_commit_sha: pull.mergeSha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: people.map(name => userJson(address.origin, name)),
    requested_teams: teams.map(name => teamJson(address.origin, name)),
    head: sideJson(address, facts, pull.head, pull.headSha),
    base: sideJson(address, facts, pull.base, baseSha),
    _links: Object.fromEntries(
      Object.entries(links).map(([name, href]) => [name, { href }]),
    ),
    author_association: 'MEMBER',
    auto_merge: null,
    draft: pull.draft,
  };
}

/** `pull-request` of GitHub's description. */
export function pullJson(
  address: Address,
  facts: PullFacts,
  {
    mergeable,
    commits,
    files,
  }: {
    /** `null` while it is not computed. */
    mergeable: boolean | null;
    commits: number;
    files: readonly { additions: number; deletions: number }[];
  },
) {
  const { pull } = facts;
  const sum = (key: 'additions' | 'deletions') =>
    files.reduce((total, file) => total + file[key], 0);
  const known = mergeable ? 'clean' : 'dirty';
  return {
    ...pullSimpleJson(address, facts),
    merged: pull.state === 'merged',
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : known,
    merged_by: pull.mergedBy ? userJson(address.origin, pull.mergedBy) : null,
    comments: pull.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: files.length,
  };
}
