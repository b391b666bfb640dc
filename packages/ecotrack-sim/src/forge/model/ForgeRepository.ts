import type { Clock } from '../../clock/clock';
import { ForgeError } from './ForgeError';
import { Git, GitError } from './Git';
import { RepositoryReader } from './RepositoryReader';
import type { Commit, CommitFiles, Signature } from './types';
import { writeTree } from './writeTree';

const NO_COMMIT = '0'.repeat(40);

/** What a repository is called and what it tells. */
export interface RepositoryFacts {
  id: number;
  owner: string;
  name: string;
  description: string;
  isPrivate: boolean;
  defaultBranch: string;
  /** RFC 3339. */
  createdAt: string;
}

/** A branch that was moved, made or removed; `commit` is absent when it was removed, `before` when it was made. */
export interface BranchMove {
  branch: string;
  before?: string;
  commit?: string;
  by: string;
}

/** A bare repository of Git and what may be done with it. */
export class ForgeRepository extends RepositoryReader {
  #work: Promise<unknown> = Promise.resolve();

  constructor(
    readonly facts: Readonly<RepositoryFacts>,
    directory: string,
    private readonly clock: Clock,
    private readonly watcher: {
      onBranch(move: BranchMove): void;
      isProtected(branch: string): boolean;
    },
  ) {
    super(new Git(directory), facts.name);
  }

  get fullName(): string {
    return `${this.facts.owner}/${this.facts.name}`;
  }

  /** Makes the repository on disk when it is not there, and reads its branches. */
  async open(): Promise<void> {
    const { directory } = this.git;
    await this.git.text([
      'init',
      '--bare',
      '--quiet',
      `--initial-branch=${this.facts.defaultBranch}`,
      directory,
    ]);
    await this.git.text(['config', 'http.receivepack', 'true']);
    await this.git.text(['config', 'uploadpack.allowAnySHA1InWant', 'true']);
    this.heads = await this.#readBranches();
  }

  /** Branches that take no commits. */
  get protectedBranches(): string[] {
    return [...this.branches.keys()].filter(branch =>
      this.watcher.isProtected(branch),
    );
  }

  /** Ends when all writes have ended. */
  get settled(): Promise<unknown> {
    return this.#work;
  }

  /** Runs work after all other writes of this repository. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work, work);
    this.#work = done.catch(() => undefined);
    return done;
  }

  /** @throws ForgeError `not-found`, `exists`, `invalid`, `protected`, `head-moved`, `file-changed` */
  async commitFiles(request: CommitFiles): Promise<Commit> {
    return this.exclusively(async () => {
      const { branch, newBranch, expectedHead, files, by } = request;
      const target = newBranch ?? branch;
      const head = this.head(branch);
      if (!head && (this.branches.size > 0 || newBranch !== undefined)) {
        throw new ForgeError('not-found', `There is no branch ${branch}.`);
      }
      if (newBranch !== undefined) {
        await this.#assertNewBranch(newBranch);
      }
      if (expectedHead !== undefined && head !== expectedHead) {
        throw new ForgeError(
          'head-moved',
          `The branch ${branch} is at ${head}, expected was ${expectedHead}.`,
        );
      }
      this.#assertWritable(target);
      const tree = await writeTree(this, head, files);
      const sha = await this.commitTree({
        tree,
        parents: head ? [head] : [],
        message: request.message,
        author: request.author,
        committer: request.committer,
      });
      await this.#moveRef(
        target,
        sha,
        newBranch === undefined ? head : undefined,
        by,
      );
      return this.commit(sha);
    });
  }

  /** Makes a commit that no branch is at yet. Gives its name. */
  async commitTree(commit: {
    tree: string;
    parents: readonly string[];
    message: string;
    author: Signature;
    committer?: Signature;
  }): Promise<string> {
    const { tree, parents, message, author, committer = author } = commit;
    const date = `@${Math.floor(this.clock.now() / 1000)} +0000`;
    return this.git.text(
      ['commit-tree', tree, ...parents.flatMap(parent => ['-p', parent])],
      {
        input: `${message.trimEnd()}\n`,
        env: {
          GIT_AUTHOR_NAME: author.name,
          GIT_AUTHOR_EMAIL: author.email,
          GIT_AUTHOR_DATE: date,
          GIT_COMMITTER_NAME: committer.name,
          GIT_COMMITTER_EMAIL: committer.email,
          GIT_COMMITTER_DATE: date,
        },
      },
    );
  }

  /** @throws ForgeError `exists`, `invalid`, `not-found` */
  async createBranch(
    name: string,
    revision: string,
    by: string,
  ): Promise<string> {
    return this.exclusively(async () => {
      await this.#assertNewBranch(name);
      const { sha } = await this.commit(revision);
      await this.#moveRef(name, sha, undefined, by);
      return sha;
    });
  }

  /**
   * Points a branch at another commit, forwards only unless `force` is set.
   * @throws ForgeError `not-found`, `protected`, `head-moved`
   */
  async moveBranch(
    name: string,
    revision: string,
    by: string,
    {
      force = false,
      expectedHead,
    }: { force?: boolean; expectedHead?: string } = {},
  ): Promise<void> {
    await this.exclusively(async () => {
      const head = this.#existing(name);
      const { sha } = await this.commit(revision);
      this.#assertWritable(name);
      if (expectedHead !== undefined && head !== expectedHead) {
        throw new ForgeError('head-moved', `The branch ${name} is at ${head}.`);
      }
      if (!force && !(await this.isAncestor(head, sha))) {
        throw new ForgeError('head-moved', `${sha} is not ahead of ${name}.`);
      }
      await this.#moveRef(name, sha, head, by);
    });
  }

  /** @throws ForgeError `not-found`, `protected`, `head-moved` */
  async deleteBranch(
    name: string,
    by: string,
    expectedHead?: string,
  ): Promise<void> {
    await this.exclusively(async () => {
      const head = this.#existing(name);
      if (name === this.facts.defaultBranch) {
        throw new ForgeError('protected', `${name} is the default branch.`);
      }
      this.#assertWritable(name);
      if (expectedHead !== undefined && head !== expectedHead) {
        throw new ForgeError('head-moved', `The branch ${name} is at ${head}.`);
      }
      await this.git.text(['update-ref', '-d', `refs/heads/${name}`, head]);
      await this.refresh(by);
    });
  }

  /** Points a branch at a commit while it is still at another one. For merges, inside `exclusively`. */
  async advance(
    branch: string,
    sha: string,
    before: string,
    by: string,
  ): Promise<void> {
    this.#assertWritable(branch);
    await this.#moveRef(branch, sha, before, by);
  }

  /** Reads the branches again and tells of those that moved. To be called after Git itself took a push. */
  async refresh(by: string): Promise<void> {
    const before = this.heads;
    const after = await this.#readBranches();
    this.heads = after;
    for (const [branch, commit] of after) {
      if (before.get(branch) !== commit) {
        this.watcher.onBranch({
          branch,
          before: before.get(branch),
          commit,
          by,
        });
      }
    }
    for (const [branch, commit] of before) {
      if (!after.has(branch)) {
        this.watcher.onBranch({ branch, before: commit, by });
      }
    }
  }

  async #readBranches(): Promise<Map<string, string>> {
    const output = await this.git.text([
      'for-each-ref',
      '--format=%(refname:lstrip=2) %(objectname)',
      'refs/heads/',
    ]);
    return new Map(
      output
        .split('\n')
        .filter(Boolean)
        .map(line => {
          const [branch, sha] = line.split(' ');
          return [branch, sha];
        }),
    );
  }

  #existing(branch: string): string {
    const head = this.head(branch);
    if (!head) {
      throw new ForgeError('not-found', `There is no branch ${branch}.`);
    }
    return head;
  }

  #assertWritable(branch: string): void {
    if (this.watcher.isProtected(branch)) {
      throw new ForgeError('protected', `The branch ${branch} is protected.`);
    }
  }

  async #assertNewBranch(name: string): Promise<void> {
    const valid = await this.git.textUnless(
      [1, 128],
      ['check-ref-format', '--branch', name],
    );
    if (valid !== name || name.length > 100) {
      throw new ForgeError(
        'invalid',
        `${JSON.stringify(name)} is not a valid name of a branch.`,
      );
    }
    if (this.head(name)) {
      throw new ForgeError('exists', `The branch ${name} already exists.`);
    }
    const clash = [...this.branches.keys()].find(
      other => other.startsWith(`${name}/`) || name.startsWith(`${other}/`),
    );
    if (clash) {
      throw new ForgeError(
        'invalid',
        `The branch ${name} cannot stand beside the branch ${clash}.`,
      );
    }
  }

  async #moveRef(
    branch: string,
    sha: string,
    before: string | undefined,
    by: string,
  ): Promise<void> {
    try {
      await this.git.text([
        'update-ref',
        `refs/heads/${branch}`,
        sha,
        before ?? NO_COMMIT,
      ]);
    } catch (error) {
      await this.refresh(by);
      if (error instanceof GitError && this.head(branch) !== before) {
        throw new ForgeError(
          'head-moved',
          `The branch ${branch} moved meanwhile.`,
        );
      }
      throw error;
    }
    await this.refresh(by);
  }
}
