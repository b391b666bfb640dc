import type { PullRequest } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';

/** What is read of a pull request of REST. */
export const pullSchema = z.object({
  node_id: z.string(),
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().optional(),
  head: z.object({ ref: z.string(), sha: z.string() }),
  base: z.object({ ref: z.string() }),
  labels: z.array(z.object({ name: z.string() })),
  mergeable: z.boolean().nullish(),
  merge_commit_sha: z.string().nullish(),
  merged_by: z.object({ login: z.string() }).nullish(),
  merged_at: z.string().nullish(),
  closed_at: z.string().nullish(),
});

export type Pull = z.infer<typeof pullSchema>;

const MERGEABLE = new Map<boolean | null | undefined, 'yes' | 'no'>([
  [true, 'yes'],
  [false, 'no'],
]);

export function readPull(pull: Pull): PullRequest {
  const isMerged = typeof pull.merged_at === 'string';
  return {
    number: pull.number,
    url: pull.html_url,
    title: pull.title,
    body: pull.body ?? '',
    state: isMerged ? 'merged' : pull.state,
    draft: pull.draft ?? false,
    head: pull.head.ref,
    headSha: pull.head.sha,
    base: pull.base.ref,
    labels: pull.labels.map(({ name }) => name),
    mergeable: MERGEABLE.get(pull.mergeable) ?? 'unknown',
    ...(isMerged &&
      pull.merge_commit_sha && { mergeSha: pull.merge_commit_sha }),
    ...(pull.merged_by && { mergedBy: pull.merged_by.login }),
    ...(pull.merged_at && { mergedAt: pull.merged_at }),
    ...(pull.closed_at && { closedAt: pull.closed_at }),
  };
}
