/** A person or program that acts on the forge. */
export interface User {
  id: number;
  login: string;
  fullName: string;
  email: string;
  token: string;
}

export interface Organization {
  id: number;
  name: string;
  teams: string[];
}

/** Name and address that a commit carries. */
export interface Signature {
  name: string;
  email: string;
}

/** What Git knows of a commit. */
export interface Commit {
  sha: string;
  tree: string;
  parents: readonly string[];
  message: string;
  author: Signature;
  committer: Signature;
  /** When it was committed, RFC 3339. */
  at: string;
}

/** One line of a tree, with its path from the root. */
export interface TreeEntry {
  path: string;
  /** `100644`, `100755`, `120000` for a symbolic link, `160000` for a submodule, `040000` for a folder. */
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  /** Bytes; only of blobs. */
  size?: number;
}

/** One file of a commit to make. */
export interface FileChange {
  path: string;
  /** Absent to remove the file. */
  content?: Uint8Array | string;
  /** `100644` or what the file had when absent. */
  mode?: string;
  /** The blob that must be there, `null` for none; not asked when absent. */
  previousSha?: string | null;
}

/** A commit to make on a branch. */
export interface CommitFiles {
  branch: string;
  /** Makes this branch from the head of `branch` and commits there. */
  newBranch?: string;
  /** Commit that the branch must be at. */
  expectedHead?: string;
  files: readonly FileChange[];
  message: string;
  author: Signature;
  committer?: Signature;
  /** Login of who does it. */
  by: string;
}

/** A file that differs between two commits. */
export interface ChangedFile {
  path: string;
  status: 'added' | 'modified' | 'removed';
  /** Blob after the change, or before it when removed. */
  sha: string;
  additions: number;
  deletions: number;
}

/** What one commit has that another has not. */
export interface Comparison {
  mergeBase: string;
  /** Newest first. */
  commits: readonly Commit[];
  behindBy: number;
  files: readonly ChangedFile[];
}

/** A branch that points at another commit than before. */
export interface Moved {
  /** `owner/name`. */
  repository: string;
  branch: string;
  commit: string;
}

/** @see PullRequest */
export type MergeMethod = 'merge' | 'squash' | 'rebase';

export interface Label {
  id: number;
  name: string;
  /** Six hexadecimal digits. */
  color: string;
  description: string;
}

export interface Status {
  id: number;
  sha: string;
  context: string;
  state: 'pending' | 'success' | 'failure' | 'error' | 'warning';
  description: string;
  targetUrl: string;
  by: string;
  /** RFC 3339. */
  at: string;
}

export interface Comment {
  id: number;
  by: string;
  body: string;
  createdAt: string;
  updatedAt: string;
}

export interface Review {
  id: number;
  by: string;
  state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
  body: string;
  commit: string;
  at: string;
}

export interface PullRequest {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'merged' | 'closed';
  draft: boolean;
  by: string;
  /** Branch with the change. */
  head: string;
  /** Follows the branch while it is open. */
  headSha: string;
  /** Branch that it is for. */
  base: string;
  /** Ids. */
  labels: number[];
  /** Logins, or `org/team`. */
  requestedReviewers: string[];
  comments: Comment[];
  reviews: Review[];
  createdAt: string;
  updatedAt: string;
  closedAt?: string;
  mergedAt?: string;
  mergedBy?: string;
  /** The commit on the base branch. */
  mergeSha?: string;
  /** Where the branches parted when it was merged or closed. */
  mergeBase?: string;
}

/** Something that webhooks tell of. */
export type ForgeEvent =
  | (Moved & { kind: 'push'; before: string; by: string })
  | {
      kind: 'pull-request';
      action:
        | 'opened'
        | 'edited'
        | 'closed'
        | 'reopened'
        | 'synchronized'
        | 'label_updated'
        | 'reviewed';
      repository: string;
      number: number;
      by: string;
    };

export interface Webhook {
  id: number;
  url: string;
  secret: string;
  /** `push`, `pull_request`. */
  events: string[];
  active: boolean;
}
