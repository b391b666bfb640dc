import { ForgeError } from './ForgeError';
import type { ForgeRepository } from './ForgeRepository';
import type { MergeMethod, Signature } from './types';

interface Merge {
  method: MergeMethod;
  /** Commit of the branch that takes the change. */
  base: string;
  head: string;
  message: string;
  author: Signature;
}

async function mergedTree(
  repository: ForgeRepository,
  base: string,
  head: string,
): Promise<string> {
  const merged = await repository.mergeTree(base, head);
  if ('conflicts' in merged) {
    throw new ForgeError(
      'not-mergeable',
      `These files conflict: ${merged.conflicts.join(', ')}.`,
    );
  }
  return merged.tree;
}

/** One commit on top of another one: a merge of both when both had the same parent. */
async function replay(
  repository: ForgeRepository,
  onto: string,
  sha: string,
  committer: Signature,
): Promise<string> {
  const commit = await repository.commit(sha);
  const base = await repository.commit(onto);
  const beside = await repository.commitTree({
    tree: base.tree,
    parents: commit.parents,
    message: base.message,
    author: base.author,
  });
  return repository.commitTree({
    tree: await mergedTree(repository, beside, sha),
    parents: [onto],
    message: commit.message,
    author: commit.author,
    committer,
  });
}

/** Makes the commits of a merge and gives the last one; no branch is moved. @throws ForgeError `not-mergeable` */
export async function mergeCommits(
  repository: ForgeRepository,
  { method, base, head, message, author }: Merge,
): Promise<string> {
  if (method === 'rebase') {
    const commits = await repository.log(`${base}..${head}`);
    let onto = base;
    for (const { sha, parents } of [...commits].reverse()) {
      if (parents.length === 1) {
        onto = await replay(repository, onto, sha, author);
      }
    }
    return onto;
  }
  return repository.commitTree({
    tree: await mergedTree(repository, base, head),
    parents: method === 'merge' ? [base, head] : [base],
    message,
    author,
  });
}
