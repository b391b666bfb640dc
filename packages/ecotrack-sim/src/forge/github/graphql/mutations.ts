import type { Forge, FileChange, User } from '../../model';
import { readNodeId } from '../json/identity';
import { asProblem, problem } from './problem';
import { findRepository } from './queries';

const NOTHING = '0'.repeat(40);
const BRANCHES = 'refs/heads/';

interface CommitInput {
  branch: {
    branchName?: string | null;
    repositoryNameWithOwner?: string | null;
  };
  expectedHeadOid: string;
  fileChanges?: {
    additions: { path: string; contents: string }[];
    deletions: { path: string }[];
  } | null;
  message: { headline: string; body?: string | null };
}

interface RefsInput {
  repositoryId: string;
  refUpdates: {
    name: string;
    afterOid: string;
    beforeOid?: string | null;
  }[];
}

function changesOf({ fileChanges }: CommitInput): FileChange[] {
  return [
    ...(fileChanges?.additions ?? []).map(({ path, contents }) => ({
      path,
      content: Buffer.from(contents, 'base64'),
      mode: '100644',
    })),
    ...(fileChanges?.deletions ?? []).map(({ path }) => ({ path })),
  ];
}

/** What the mutations of GitHub do in the forge, in the name of a user. */
export function mutations(forge: Forge, user: User) {
  async function setDraft(
    { pullRequestId }: { pullRequestId: string },
    draft: boolean,
  ) {
    const [fullName = '', number] = (
      readNodeId('PullRequest', pullRequestId) ?? ''
    ).split('#');
    const { pulls } = findRepository(forge, fullName);
    await pulls.edit(Number(number), { draft }, user.login);
    return { clientMutationId: null };
  }

  async function commit(input: CommitInput) {
    const { branch, expectedHeadOid, message } = input;
    const repository = findRepository(
      forge,
      branch.repositoryNameWithOwner ?? '',
    );
    const name = branch.branchName ?? '';
    const head = repository.head(name);
    if (head && head !== expectedHeadOid) {
      throw problem(
        'STALE_DATA',
        `Expected branch to point to "${expectedHeadOid}" but it did not.  Pull and try again.`,
      );
    }
    const made = await repository.commitFiles({
      branch: name,
      expectedHead: expectedHeadOid,
      files: changesOf(input),
      message: [message.headline, message.body].filter(Boolean).join('\n\n'),
      author: { name: user.fullName, email: user.email },
      by: user.login,
    });
    return { clientMutationId: null, commit: { oid: made.sha } };
  }

  /** Only removes, as nothing else is asked for. */
  async function removeRefs({ repositoryId, refUpdates }: RefsInput) {
    const repository = findRepository(
      forge,
      readNodeId('Repository', repositoryId) ?? '',
    );
    for (const { name, afterOid, beforeOid } of refUpdates) {
      if (afterOid !== NOTHING || !name.startsWith(BRANCHES)) {
        throw problem('UNPROCESSABLE', 'Only branches are removed here.');
      }
      await repository.deleteBranch(
        name.slice(BRANCHES.length),
        user.login,
        beforeOid ?? undefined,
      );
    }
    return { clientMutationId: null };
  }

  const reported =
    <I, O>(run: (input: I) => Promise<O>) =>
    ({ input }: { input: I }) =>
      run(input).catch((error: unknown) => {
        throw asProblem(error);
      });

  return {
    createCommitOnBranch: reported(commit),
    updateRefs: reported(removeRefs),
    convertPullRequestToDraft: reported((input: { pullRequestId: string }) =>
      setDraft(input, true),
    ),
    markPullRequestReadyForReview: reported(
      (input: { pullRequestId: string }) => setDraft(input, false),
    ),
  };
}
