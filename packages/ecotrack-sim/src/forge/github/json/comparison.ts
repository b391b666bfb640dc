import type { ChangedFile, Commit, Comparison } from '../../model/types';
import type { Address } from './Address';
import { commitJson } from './commit';

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) {
    return 'diverged';
  }
  if (ahead > 0) {
    return 'ahead';
  }
  return behind > 0 ? 'behind' : 'identical';
}

function fileJson(address: Address, head: string, file: ChangedFile) {
  const { path, sha, status, additions, deletions } = file;
  return {
    sha,
    filename: path,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: encodeURI(`${address.page}/blob/${head}/${path}`),
    raw_url: encodeURI(`${address.page}/raw/${head}/${path}`),
    contents_url: encodeURI(`${address.rest}/contents/${path}?ref=${head}`),
  };
}

/** `commit-comparison` of GitHub's description, with at most so many commits. */
export function comparisonJson(
  address: Address,
  comparison: Comparison,
  { base, head, mergeBase }: Record<'base' | 'head' | 'mergeBase', Commit>,
  limit: number,
) {
  const range = `${base.sha}...${head.sha}`;
  const page = `${address.page}/compare/${range}`;
  return {
    url: `${address.rest}/compare/${range}`,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: commitJson(address, base),
    merge_base_commit: commitJson(address, mergeBase),
    status: statusOf(comparison.commits.length, comparison.behindBy),
    ahead_by: comparison.commits.length,
    behind_by: comparison.behindBy,
    total_commits: comparison.commits.length,
    commits: [...comparison.commits]
      .reverse()
      .slice(0, limit)
      .map(commit => commitJson(address, commit)),
    files: comparison.files.map(file => fileJson(address, head.sha, file)),
  };
}
