import type { Forge } from '../../model/Forge';
import type { HostedRepository } from '../../model/HostedRepository';
import type { ChangedFile, Commit, Signature } from '../../model/types';
import { addresses } from './repository';
import { userJson } from './user';

const VERIFICATION = {
  verified: false,
  reason: 'gpg.error.not_signed_commit',
  signature: '',
  signer: null,
  payload: '',
};

function account(forge: Forge, { email }: Signature) {
  const user = forge.users.list().find(other => other.email === email);
  return user ? userJson(forge, user.login) : null;
}

/** What `Commit`, `FileCommitResponse` and `GitCommit` have in common. */
function identity(api: string, { sha, at, parents }: Commit) {
  const url = (name: string) => `${api}/git/commits/${name}`;
  return {
    url: url(sha),
    sha,
    created: at,
    parents: parents.map(parent => ({
      url: url(parent),
      sha: parent,
      created: at,
    })),
  };
}

const person = (signature: Signature, at: string) => ({
  ...signature,
  date: at,
});

/** `Commit` of Gitea. */
export function commitJson(
  forge: Forge,
  repository: HostedRepository,
  commit: Commit,
  files?: readonly ChangedFile[],
) {
  const { api, page } = addresses(forge, repository);
  const { sha, at, tree, message, author, committer } = commit;
  const sum = (key: 'additions' | 'deletions') =>
    (files ?? []).reduce((total, file) => total + file[key], 0);
  return {
    ...identity(api, commit),
    html_url: `${page}/commit/${sha}`,
    commit: {
      url: `${api}/git/commits/${sha}`,
      author: person(author, at),
      committer: person(committer, at),
      message,
      tree: { url: `${api}/git/trees/${tree}`, sha: tree, created: at },
      verification: VERIFICATION,
    },
    author: account(forge, author),
    committer: account(forge, committer),
    files: (files ?? []).map(({ path, status }) => ({
      filename: path,
      status,
    })),
    stats: {
      total: sum('additions') + sum('deletions'),
      additions: sum('additions'),
      deletions: sum('deletions'),
    },
  };
}

/** `FileCommitResponse` of Gitea. */
export function fileCommitJson(
  forge: Forge,
  repository: HostedRepository,
  commit: Commit,
) {
  const { api, page } = addresses(forge, repository);
  const { sha, at, tree, message, author, committer } = commit;
  return {
    ...identity(api, commit),
    html_url: `${page}/commit/${sha}`,
    author: person(author, at),
    committer: person(committer, at),
    message,
    tree: { url: `${api}/git/trees/${tree}`, sha: tree, created: at },
  };
}

/** `PayloadCommit` of Gitea, in branches and webhooks. */
export function payloadCommitJson(
  forge: Forge,
  repository: HostedRepository,
  commit: Commit,
  files: readonly ChangedFile[] = [],
) {
  const { sha, message, author, committer, at } = commit;
  const named = (signature: Signature) => ({
    ...signature,
    username: account(forge, signature)?.login ?? '',
  });
  const paths = (status: ChangedFile['status']) =>
    files.filter(file => file.status === status).map(({ path }) => path);
  return {
    id: sha,
    message,
    url: `${addresses(forge, repository).page}/commit/${sha}`,
    author: named(author),
    committer: named(committer),
    verification: VERIFICATION,
    timestamp: at,
    added: paths('added'),
    removed: paths('removed'),
    modified: paths('modified'),
  };
}
