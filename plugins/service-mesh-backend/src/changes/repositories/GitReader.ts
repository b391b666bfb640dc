import type {
  Repository,
  TreeEntry,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import type { RepositoryFiles } from '@ecotrack/mesh-changes';

/** The files of one commit that changes are made of. */
export interface CommitFiles {
  commit: string;
  /** Manifests and values as text. */
  files: RepositoryFiles;
  /** Everything that the commit holds. */
  tree: ReadonlyMap<string, TreeEntry>;
}

const READ = /\.(?:ya?ml|json)$|(?:^|\/)(?:Kustomization|CODEOWNERS)$/;
const MAX_BYTES = 1_000_000;
const MAX_FILES = 20_000;
const COMMITS_KEPT = 4;
/** How long the head of a branch is taken for current while somebody types. */
const HEAD_KEPT = 5_000;

/** Reads files of repositories at commits, each file's text once as long as it stays. */
export class GitReader {
  readonly #texts = new Map<string, string>();
  readonly #commits = new Map<string, Promise<CommitFiles>>();
  readonly #heads = new Map<
    string,
    { at: number; head: Promise<string | undefined> }
  >();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The commit at the head of a branch, at most a few seconds old. */
  recentHead(
    repository: Repository,
    branch: string,
  ): Promise<string | undefined> {
    const key = `${repository.url} ${branch}`;
    const known = this.#heads.get(key);
    const now = this.#now().getTime();
    if (known && now - known.at < HEAD_KEPT) {
      return known.head;
    }
    const head = repository.head(branch);
    this.#heads.set(key, { at: now, head });
    head.catch(() => this.#heads.delete(key));
    return head;
  }

  /** The files of a commit. @throws RepositoryError */
  async at(repository: Repository, commit: string): Promise<CommitFiles> {
    const key = `${repository.url} ${commit}`;
    const known = this.#commits.get(key);
    if (known) {
      return known;
    }
    const reading = this.#read(repository, commit);
    this.#commits.set(key, reading);
    reading.catch(() => this.#commits.delete(key));
    for (const old of [...this.#commits.keys()].slice(0, -COMMITS_KEPT)) {
      this.#commits.delete(old);
    }
    return reading;
  }

  async #read(repository: Repository, commit: string): Promise<CommitFiles> {
    const entries = await repository.tree(commit);
    const tree = new Map(entries.map(entry => [entry.path, entry]));
    const wanted = entries
      .filter(
        ({ path, mode, size = 0 }) =>
          READ.test(path) && mode.startsWith('100') && size <= MAX_BYTES,
      )
      .slice(0, MAX_FILES);
    const missing = wanted.filter(({ sha }) => !this.#texts.has(sha));
    if (missing.length > 0) {
      const texts = await repository.read(
        commit,
        missing.map(({ path }) => path),
      );
      for (const { path, sha } of missing) {
        const text = texts.get(path);
        if (text !== undefined) {
          this.#texts.set(sha, text);
        }
      }
    }
    return {
      commit,
      tree,
      files: new Map(
        wanted.flatMap(({ path, sha }) => {
          const text = this.#texts.get(sha);
          return text === undefined ? [] : [[path, text] as const];
        }),
      ),
    };
  }
}
