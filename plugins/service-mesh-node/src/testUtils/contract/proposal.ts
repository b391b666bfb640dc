import type {
  PullRequest,
  PullRequestContent,
  Repository,
} from '../../repositories/types';
import { SEED, type Given } from './Cases';

export const EDITED = '# the app\nname: app\nreplicas: 2\n';

export interface Proposal {
  branch: string;
  /** The commit of the branch. */
  commit: string;
}

/** A branch with one commit that edits one file, made as the portal does. */
export async function propose(
  { repository, start }: Given,
  {
    branch = 'mesh/production/shop-app/weights-1a2b3c4d5e',
    content = EDITED,
  } = {},
): Promise<Proposal> {
  const path = 'config/app.yaml';
  const head = await repository.ensureBranch(branch, start);
  const known = await shas(repository, head);
  const commit = await repository.commit({
    branch,
    expectedHead: head,
    message: 'Two replicas of app\n\nRequested-by: user:default/sam',
    files: [
      {
        path,
        content,
        previousSha: known.get(path),
      },
    ],
  });
  return { branch, commit };
}

/** An open pull request of a proposal. */
export async function proposed(
  given: Given,
  content: Partial<PullRequestContent> & {
    branch?: string;
    content?: string;
  } = {},
): Promise<Proposal & { pull: PullRequest; warnings: readonly string[] }> {
  const { branch, content: file, ...texts } = content;
  const proposal = await propose(given, {
    ...(branch !== undefined && { branch }),
    ...(file !== undefined && { content: file }),
  });
  const { pullRequest: pull, warnings } =
    await given.repository.openPullRequest({
      title: 'Two replicas of app',
      body: 'Because one is not enough.',
      ...texts,
      head: proposal.branch,
      base: given.base,
    });
  return { ...proposal, pull, warnings };
}

/** The pull request once the host has decided whether it can be merged. */
export async function decided(
  { repository }: Given,
  number: number,
  mergeable: PullRequest['mergeable'],
): Promise<PullRequest> {
  for (let tries = 0; tries < 50; tries++) {
    const pull = await repository.pullRequest(number);
    if (pull.mergeable === mergeable) {
      return pull;
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  throw new Error(`pull request ${number} is never mergeable: ${mergeable}`);
}

/** Names of the blobs of the seed on a commit. */
export async function shas(
  repository: Repository,
  commit: string,
): Promise<ReadonlyMap<string, string>> {
  const entries = await repository.tree(commit);
  return new Map(
    entries
      .filter(({ path }) => path in SEED)
      .map(({ path, sha }) => [path, sha]),
  );
}
