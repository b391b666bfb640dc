import type { PullRequest } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';

const DRAFT_PREFIX = 'WIP: ';
/** What Gitea and Forgejo take for a draft by themselves. */
const DRAFT = /^\s*(wip:|\[wip\]|draft:|\[draft\])\s*/i;

const time = z.string().nullish();
const branchSchema = z.object({
  /** The name of the branch, also when the branch is gone, unlike `ref`. */
  label: z.string(),
  sha: z.string(),
  repo_id: z.number(),
});

export const pullSchema = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  draft: z.boolean().optional(),
  head: branchSchema,
  base: branchSchema,
  labels: z.array(z.object({ name: z.string() })).nullish(),
  mergeable: z.boolean().nullish(),
  merged: z.boolean().nullish(),
  merge_commit_sha: z.string().nullish(),
  merged_commit_id: z.string().nullish(),
  merged_by: z.object({ login: z.string() }).nullish(),
  merged_at: time,
  closed_at: time,
});

/** A pull request as Gitea gives it. */
export type Pull = z.infer<typeof pullSchema>;

/** Whether it is of these branches of the repository itself: that of a fork may have the same names. */
export function isBetween(
  { head, base }: Pull,
  headBranch: string,
  baseBranch: string,
): boolean {
  return (
    head.repo_id === base.repo_id &&
    head.label === headBranch &&
    base.label === baseBranch
  );
}

export function isDraft({ draft, title }: Pull): boolean {
  return draft ?? DRAFT.test(title);
}

/** The title without what makes it a draft. */
export function titleOf(pull: Pull): string {
  return isDraft(pull) ? pull.title.replace(DRAFT, '') : pull.title;
}

/** The title as Gitea is to have it. */
export function withDraft(title: string, draft: boolean): string {
  return draft && !DRAFT.test(title) ? `${DRAFT_PREFIX}${title}` : title;
}

/** Gitea says that a draft cannot be merged, whatever its commits. */
function mergeableOf(pull: Pull): PullRequest['mergeable'] {
  if (pull.mergeable) {
    return 'yes';
  }
  return pull.mergeable === false && pull.state === 'open' && !isDraft(pull)
    ? 'no'
    : 'unknown';
}

export function readPull(pull: Pull): PullRequest {
  const { merged, merged_by: by, merged_at: at, closed_at: closedAt } = pull;
  const mergeSha = pull.merge_commit_sha ?? pull.merged_commit_id;
  const closed = pull.state === 'closed' ? 'closed' : 'open';
  return {
    number: pull.number,
    url: pull.html_url,
    title: titleOf(pull),
    body: pull.body ?? '',
    state: merged ? 'merged' : closed,
    draft: isDraft(pull),
    head: pull.head.label,
    headSha: pull.head.sha,
    base: pull.base.label,
    labels: (pull.labels ?? []).map(({ name }) => name),
    mergeable: mergeableOf(pull),
    ...(merged && mergeSha && { mergeSha }),
    ...(merged && by && { mergedBy: by.login }),
    ...(merged && at && { mergedAt: at }),
    ...(closedAt && { closedAt }),
  };
}
