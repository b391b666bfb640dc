import type { RepositoryEvent } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';

const numbered = z.object({ number: z.number() });

/** What these have in common: `pull_request*`, `issue_comment`, `push`, `create`, `delete`, `status`. */
const payloadSchema = z.object({
  repository: z.object({ html_url: z.string() }),
  pull_request: numbered.nullish(),
  issue: numbered.extend({ pull_request: z.object({}).nullish() }).nullish(),
  is_pull: z.boolean().optional(),
  ref: z.string().optional(),
  ref_type: z.string().optional(),
  branches: z.array(z.object({ name: z.string() })).nullish(),
});

type Payload = z.infer<typeof payloadSchema>;

const BRANCH = 'refs/heads/';

function branchOf({ ref, ref_type: type, branches }: Payload) {
  if (ref?.startsWith(BRANCH)) {
    return ref.slice(BRANCH.length);
  }
  return type === 'branch' ? ref : branches?.[0]?.name;
}

function numberOf({ pull_request: pull, issue, is_pull: isPull }: Payload) {
  return (
    pull?.number ?? (isPull || issue?.pull_request ? issue?.number : undefined)
  );
}

/** Reads the body of a webhook of Gitea; undefined when it is about neither a pull request nor a branch. */
export function readGiteaEvent(payload: unknown): RepositoryEvent | undefined {
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
