import type { Forge } from '../../model/Forge';
import type { HostedRepository } from '../../model/HostedRepository';
import type { Comment, PullRequest, Review } from '../../model/types';
import { labelJson } from './label';
import { addresses, repositoryJson } from './repository';
import { userJson } from './user';

const REVIEW_STATE: Readonly<Record<Review['state'], string>> = {
  approved: 'APPROVED',
  'changes-requested': 'REQUEST_CHANGES',
  commented: 'COMMENT',
  dismissed: 'REQUEST_CHANGES',
};

function branchJson(
  forge: Forge,
  repository: HostedRepository,
  branch: string,
  sha: string,
) {
  return {
    label: branch,
    ref: branch,
    sha,
    repo_id: repository.facts.id,
    repo: repositoryJson(forge, repository),
  };
}

/** `PullRequest` of Gitea. */
export async function pullRequestJson(
  forge: Forge,
  repository: HostedRepository,
  request: PullRequest,
) {
  const { api, page } = addresses(forge, repository);
  const { number, head, base, headSha } = request;
  const html = `${page}/pulls/${number}`;
  const mergeBase = await repository.pulls.mergeBase(request);
  const isHeadThere = repository.head(head) !== undefined;
  const people = request.requestedReviewers.filter(name => !name.includes('/'));
  return {
    id: repository.facts.id * 100_000 + number,
    url: `${api}/pulls/${number}`,
    number,
    user: userJson(forge, request.by),
    title: request.title,
    body: request.body,
    labels: request.labels.flatMap(id => {
      const label = repository.labels.get(id);
      return label ? [labelJson(forge, repository, label)] : [];
    }),
    milestone: null,
    assignee: null,
    assignees: null,
    requested_reviewers: people.map(login => userJson(forge, login)),
    requested_reviewers_teams: request.requestedReviewers
      .filter(name => name.includes('/'))
      .map((name, index) => ({ id: index + 1, name: name.split('/')[1] })),
    state: request.state === 'open' ? 'open' : 'closed',
    draft: request.draft,
    is_locked: false,
    comments: request.comments.length,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    mergeable: !request.draft && (await repository.pulls.isMergeable(request)),
    merged: request.state === 'merged',
    merged_at: request.mergedAt ?? null,
    merge_commit_sha: request.mergeSha ?? null,
    merged_by: request.mergedBy ? userJson(forge, request.mergedBy) : null,
    allow_maintainer_edit: false,
    base: branchJson(
      forge,
      repository,
      base,
      repository.head(base) ?? mergeBase,
    ),
    head: {
      ...branchJson(forge, repository, head, headSha),
      ref: isHeadThere ? head : `refs/pull/${number}/head`,
    },
    merge_base: mergeBase,
    due_date: null,
    created_at: request.createdAt,
    updated_at: request.updatedAt,
    closed_at: request.closedAt ?? null,
    pin_order: 0,
  };
}

/** `PullReview` of Gitea. */
export function reviewJson(
  forge: Forge,
  repository: HostedRepository,
  request: PullRequest,
  review: Review,
) {
  const html = `${addresses(forge, repository).page}/pulls/${request.number}`;
  return {
    id: review.id,
    user: userJson(forge, review.by),
    team: null,
    state: REVIEW_STATE[review.state],
    body: review.body,
    commit_id: review.commit,
    stale: review.commit !== request.headSha,
    official: review.state !== 'commented',
    dismissed: review.state === 'dismissed',
    comments_count: 0,
    submitted_at: review.at,
    updated_at: review.at,
    html_url: `${html}#issuecomment-${review.id}`,
    pull_request_url: html,
  };
}

/** A review that is asked for, which Gitea lists among the reviews. */
export function requestedReviewJson(
  forge: Forge,
  repository: HostedRepository,
  request: PullRequest,
  name: string,
) {
  const team = name.includes('/') ? { name: name.split('/')[1] } : null;
  const asked = reviewJson(forge, repository, request, {
    id: 0,
    by: name,
    state: 'commented',
    body: '',
    commit: request.headSha,
    at: request.updatedAt,
  });
  return {
    ...asked,
    user: team ? null : asked.user,
    team,
    state: 'REQUEST_REVIEW',
  };
}

/** `Comment` of Gitea. */
export function commentJson(
  forge: Forge,
  repository: HostedRepository,
  number: number,
  comment: Comment,
) {
  const html = `${addresses(forge, repository).page}/pulls/${number}`;
  return {
    id: comment.id,
    html_url: `${html}#issuecomment-${comment.id}`,
    pull_request_url: html,
    issue_url: '',
    user: userJson(forge, comment.by),
    original_author: '',
    original_author_id: 0,
    body: comment.body,
    assets: [],
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  };
}
