/** One file or submodule of a commit. @public */
export interface TreeEntry {
  path: string;
  /** As Git has it: `100644`, `100755`, `120000` for a symbolic link, `160000` for a submodule. */
  mode: string;
  /** Object name of the blob. */
  sha: string;
  /** Bytes; absent for submodules. */
  size?: number;
}

/** One file of a commit to make; a file without content is removed. @public */
export interface FileWrite {
  path: string;
  content?: string;
  /** Blob that the file has on the branch; absent for a new file. */
  previousSha?: string;
}

/** @public */
export interface CommitRequest {
  branch: string;
  /** The commit that the branch must be at: otherwise nothing is written and `RepositoryError` says `branch-moved`. */
  expectedHead: string;
  /** Subject, blank line, body with trailers. */
  message: string;
  files: readonly FileWrite[];
}

/** @public */
export interface CheckRun {
  name: string;
  state: 'pending' | 'success' | 'failure' | 'unknown';
  description?: string;
  url?: string;
}

/** @public */
export interface Review {
  /** Name of the person at the host. */
  by: string;
  state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
  /** RFC 3339. */
  at?: string;
}

/** @public */
export interface PullRequest {
  number: number;
  /** Page for people. */
  url: string;
  title: string;
  body: string;
  state: 'open' | 'merged' | 'closed';
  draft: boolean;
  /** Branch with the change. */
  head: string;
  headSha: string;
  /** Branch that it is for. */
  base: string;
  labels: readonly string[];
  /** `unknown` while the host has not decided. */
  mergeable: 'yes' | 'no' | 'unknown';
  /** The commit on the base branch; only when merged. It may differ from the head after squash or rebase. */
  mergeSha?: string;
  mergedBy?: string;
  /** RFC 3339. */
  mergedAt?: string;
  /** RFC 3339. */
  closedAt?: string;
}

/** @public */
export interface PullRequestContent {
  title: string;
  body: string;
  draft?: boolean;
  labels?: readonly string[];
  /** Names of people or `org/team` at the host. */
  reviewers?: readonly string[];
}

/** A pull request that was made or changed; what the host did not take is told. @public */
export interface WrittenPullRequest {
  pullRequest: PullRequest;
  /** Sentences about labels or reviewers that were refused. */
  warnings: readonly string[];
}

/** What the portal may see and do in one Git repository. Every write may be repeated. @public */
export interface Repository {
  /** Page of the repository. */
  readonly url: string;
  /** Longest body of a pull request that the host takes, in characters. */
  readonly maxBodyLength: number;
  defaultBranch(): Promise<string>;
  /** Commit at the head of a branch; undefined when there is no such branch. */
  head(branch: string): Promise<string | undefined>;
  /** Every file of a commit. */
  tree(commit: string): Promise<readonly TreeEntry[]>;
  /** Text of files of a commit; paths that are no files there are left out. */
  read(
    commit: string,
    paths: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
  /** Whether `ancestor` is `commit` or one of its ancestors. */
  contains(commit: string, ancestor: string): Promise<boolean>;
  /** Makes a branch at a commit; one that exists stays where it is. Gives its head. */
  ensureBranch(name: string, commit: string): Promise<string>;
  /** One commit with all files. Gives its name. Never moves a branch backwards. */
  commit(request: CommitRequest): Promise<string>;
  /** Removes a branch that is still at a commit; does nothing when it is gone. */
  deleteBranch(name: string, expectedHead: string): Promise<void>;
  /** The newest pull request of a branch: an open one first. */
  findPullRequest(head: string, base: string): Promise<PullRequest | undefined>;
  /** Opens a pull request; adopts the open one of the same branches when there is one. */
  openPullRequest(
    request: PullRequestContent & { head: string; base: string },
  ): Promise<WrittenPullRequest>;
  updatePullRequest(
    number: number,
    content: Partial<PullRequestContent>,
  ): Promise<WrittenPullRequest>;
  /** @throws RepositoryError `not-found` */
  pullRequest(number: number): Promise<PullRequest>;
  checks(commit: string): Promise<readonly CheckRun[]>;
  reviews(number: number): Promise<readonly Review[]>;
  /** Writes a comment, or rewrites the one that carries the same marker. */
  comment(number: number, marker: string, text: string): Promise<void>;
  /** Says the state of a check of ours at a commit. */
  setCheck(commit: string, check: CheckRun): Promise<void>;
  closePullRequest(number: number): Promise<void>;
  /** Merges while the head is still the expected one. */
  merge(number: number, expectedHead: string): Promise<void>;
}

/**
 * A kind of host of Git repositories. Its credentials are those of Backstage's `integrations`, nothing else.
 * @public
 */
export interface RepositoryHost {
  /** `gitea`, `github`. */
  readonly type: string;
  /**
   * Gives the repository of a URL, `https://git.example.com/owner/name` with or without `.git`; undefined when no
   * integration of this kind has its host.
   */
  repository(url: string): Repository | undefined;
  /** Reads a webhook that Backstage's events carry: which repository and pull request or branch moved. */
  readEvent?(payload: unknown): RepositoryEvent | undefined;
}

/** Something happened at a host. @public */
export interface RepositoryEvent {
  /** Page of the repository. */
  repositoryUrl: string;
  pullRequest?: number;
  branch?: string;
}
