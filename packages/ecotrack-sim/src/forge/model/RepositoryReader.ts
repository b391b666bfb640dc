import type { ChildProcess } from 'node:child_process';
import { ForgeError } from './ForgeError';
import { GitError, type Git } from './Git';
import { COMMIT_FORMAT, readChanges, readCommits, readTree } from './objects';
import type { ChangedFile, Commit, Comparison, TreeEntry } from './types';

/** What a bare repository holds. */
export class RepositoryReader {
  protected heads: ReadonlyMap<string, string> = new Map();

  constructor(readonly git: Git, private readonly folderName: string) {}

  /** All branches with the commits that they are at. */
  get branches(): ReadonlyMap<string, string> {
    return this.heads;
  }

  /** Commit that a branch is at. */
  head(branch: string): string | undefined {
    return this.heads.get(branch);
  }

  /** Commit of a branch, tag or beginning of a commit's name. */
  async resolve(revision: string): Promise<string | undefined> {
    const branch = this.head(revision);
    return branch ?? (await this.#name(`${revision}^{commit}`));
  }

  /** @throws ForgeError `not-found` */
  async commit(revision: string): Promise<Commit> {
    const sha = await this.resolve(revision);
    if (!sha) {
      throw new ForgeError('not-found', `There is no commit ${revision}.`);
    }
    const [commit] = await this.log(sha, { limit: 1 });
    return commit;
  }

  /** Commits that a range (`a..b`) or commit reaches, newest first. */
  async log(
    range: string,
    {
      limit,
      skip = 0,
      path,
    }: { limit?: number; skip?: number; path?: string } = {},
  ): Promise<Commit[]> {
    return readCommits(
      await this.git.text([
        'log',
        `--format=${COMMIT_FORMAT}`,
        `--skip=${skip}`,
        ...(limit === undefined ? [] : [`--max-count=${limit}`]),
        '--end-of-options',
        range,
        '--',
        ...(path ? [path] : []),
      ]),
    );
  }

  /** Entries of a commit or tree; folders are entries too. @throws ForgeError `not-found` */
  async tree(revision: string, recursive = true): Promise<TreeEntry[]> {
    const sha = await this.#name(`${revision}^{tree}`);
    if (!sha) {
      throw new ForgeError('not-found', `There is no tree ${revision}.`);
    }
    return readTree(
      await this.git.text([
        'ls-tree',
        '-l',
        '-z',
        ...(recursive ? ['-r', '-t'] : []),
        sha,
      ]),
    );
  }

  /** @throws ForgeError `not-found` */
  async blob(sha: string): Promise<Buffer> {
    try {
      return await this.git.bytes(['cat-file', 'blob', sha]);
    } catch (error) {
      if (error instanceof GitError) {
        throw new ForgeError('not-found', `There is no blob ${sha}.`);
      }
      throw error;
    }
  }

  /** The entry of a path in a commit. */
  async entry(commit: string, path: string): Promise<TreeEntry | undefined> {
    const entries = readTree(
      await this.git.text(['ls-tree', '-l', '-z', commit, '--', path]),
    );
    return entries.find(entry => entry.path === path);
  }

  /** Text of the files of a commit, by their paths; of a folder when one is named. Links and submodules are left out. */
  async files(commit: string, folder = ''): Promise<Map<string, string>> {
    const prefix = folder && `${folder.replace(/\/+$/, '')}/`;
    const entries = (await this.tree(commit)).filter(
      ({ path, mode }) => mode.startsWith('100') && path.startsWith(prefix),
    );
    const output = await this.git.bytes(['cat-file', '--batch'], {
      input: entries.map(({ sha }) => `${sha}\n`).join(''),
    });
    const files = new Map<string, string>();
    let position = 0;
    for (const { path, size = 0 } of entries) {
      const start = output.indexOf('\n', position) + 1;
      files.set(path, output.toString('utf8', start, start + size));
      position = start + size + 1;
    }
    return files;
  }

  /** @throws ForgeError `not-found` */
  async compare(base: string, head: string): Promise<Comparison> {
    const from = (await this.commit(base)).sha;
    const to = (await this.commit(head)).sha;
    const mergeBase = await this.mergeBase(from, to);
    return {
      mergeBase,
      commits: await this.log(`${from}..${to}`),
      behindBy: Number(
        await this.git.text(['rev-list', '--count', `${to}..${from}`]),
      ),
      files: await this.changes(mergeBase, to),
    };
  }

  /** Where two commits parted. @throws ForgeError `not-found` */
  async mergeBase(a: string, b: string): Promise<string> {
    const base = await this.git.textUnless([1], ['merge-base', a, b]);
    if (!base) {
      throw new ForgeError('not-found', `${a} and ${b} have no common commit.`);
    }
    return base;
  }

  async changes(from: string, to: string): Promise<ChangedFile[]> {
    const format = ['--raw', '--numstat', '--no-renames', '-z', '--abbrev=40'];
    return readChanges(
      await this.git.text(['diff-tree', '-r', ...format, from, to]),
    );
  }

  /** Unified diff. */
  async diff(from: string, to: string, path?: string): Promise<string> {
    return this.git.text([
      'diff-tree',
      '-r',
      '-p',
      '--no-renames',
      from,
      to,
      '--',
      ...(path ? [path] : []),
    ]);
  }

  /** Whether a commit is another or one of its ancestors. */
  async isAncestor(ancestor: string, commit: string): Promise<boolean> {
    const answer = await this.git.textUnless(
      [1, 128],
      ['merge-base', '--is-ancestor', ancestor, commit],
    );
    return answer !== undefined;
  }

  /** The tree of both commits together; the paths where they conflict otherwise. */
  async mergeTree(
    ours: string,
    theirs: string,
  ): Promise<{ tree: string } | { conflicts: string[] }> {
    try {
      const output = await this.git.text([
        'merge-tree',
        '--write-tree',
        '--name-only',
        '--no-messages',
        ours,
        theirs,
      ]);
      return { tree: output.split('\n')[0] };
    } catch (error) {
      if (error instanceof GitError && error.exitCode === 1) {
        return { conflicts: error.stdout.trim().split('\n').slice(1) };
      }
      throw error;
    }
  }

  /** All files of a commit as one archive. */
  archive(commit: string, format: 'tar.gz' | 'zip'): ChildProcess {
    const prefix = `--prefix=${this.folderName}/`;
    return this.git.start(['archive', `--format=${format}`, prefix, commit]);
  }

  #name(revision: string): Promise<string | undefined> {
    return revision.startsWith('-') || revision.startsWith('^')
      ? Promise.resolve(undefined)
      : this.git.textUnless(
          [1, 128],
          ['rev-parse', '--verify', '--quiet', revision],
        );
  }
}
