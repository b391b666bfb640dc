import type { RepositoryEvent } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';

const numbered = z.object({ number: z.number() });
const runSchema = z.object({
  head_branch: z.string().nullish(),
  pull_requests: z.array(numbered).optional(),
  check_suite: z.object({ head_branch: z.string().nullish() }).optional(),
});

/** What these have in common: `pull_request*`, `issue_comment`, `push`, `delete`, `status`, `check_run`, `check_suite`. */
const payloadSchema = z.object({
  repository: z.object({ html_url: z.string() }),
  pull_request: numbered.optional(),
  issue: numbered.extend({ pull_request: z.object({}).optional() }).optional(),
  ref: z.string().optional(),
  ref_type: z.string().optional(),
  branches: z.array(z.object({ name: z.string() })).optional(),
  check_run: runSchema.optional(),
  check_suite: runSchema.optional(),
});

type Payload = z.infer<typeof payloadSchema>;

const BRANCH = 'refs/heads/';

function branchOf(payload: Payload): string | undefined {
  const { ref, ref_type: type, branches } = payload;
  if (ref?.startsWith(BRANCH)) {
    return ref.slice(BRANCH.length);
  }
  const run = payload.check_run ?? payload.check_suite;
  return (
    (type === 'branch' ? ref : undefined) ??
    branches?.[0]?.name ??
    run?.head_branch ??
    run?.check_suite?.head_branch ??
    undefined
  );
}

function numberOf(payload: Payload): number | undefined {
  const { issue } = payload;
  const run = payload.check_run ?? payload.check_suite;
  return (
    payload.pull_request?.number ??
    (issue?.pull_request ? issue.number : undefined) ??
    run?.pull_requests?.[0]?.number
  );
}

/** Reads the body of a webhook of GitHub; undefined when it is about neither a pull request nor a branch. */
export function readGithubEvent(payload: unknown): RepositoryEvent | undefined {
  const read = payloadSchema.safeParse(payload);
  if (!read.success) {
    return undefined;
  }
  const pullRequest = numberOf(read.data);
  const branch = branchOf(read.data);
  if (pullRequest === undefined && branch === undefined) {
    return undefined;
  }
  return {
    repositoryUrl: read.data.repository.html_url,
    ...(pullRequest !== undefined && { pullRequest }),
    ...(branch !== undefined && { branch }),
  };
}
