import type { Commit, Signature } from '../../model/types';
import type { Address } from './Address';
import { nodeId } from './identity';

/** Commits that the API makes are signed by the host. */
const VERIFICATION = {
  verified: true,
  reason: 'valid',
  signature: null,
  payload: null,
  verified_at: null,
};

const personJson = (person: Signature, date: string) => ({ ...person, date });

function parentsJson(address: Address, commit: Commit, folder: string) {
  return commit.parents.map(sha => ({
    sha,
    url: `${address.rest}/${folder}/${sha}`,
    html_url: `${address.page}/commit/${sha}`,
  }));
}

function factsJson(address: Address, commit: Commit) {
  return {
    url: `${address.rest}/git/commits/${commit.sha}`,
    author: personJson(commit.author, commit.at),
    committer: personJson(commit.committer, commit.at),
    tree: {
      sha: commit.tree,
      url: `${address.rest}/git/trees/${commit.tree}`,
    },
    message: commit.message,
    verification: VERIFICATION,
  };
}

/** `git-commit` of GitHub's description. */
export function gitCommitJson(address: Address, commit: Commit) {
  return {
    ...factsJson(address, commit),
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    html_url: `${address.page}/commit/${commit.sha}`,
    parents: parentsJson(address, commit, 'git/commits'),
  };
}

/** `commit` of GitHub's description. */
export function commitJson(address: Address, commit: Commit) {
  const url = `${address.rest}/commits/${commit.sha}`;
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url,
    html_url: `${address.page}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    commit: { ...factsJson(address, commit), comment_count: 0 },
    author: null,
    committer: null,
    parents: parentsJson(address, commit, 'commits'),
  };
}
