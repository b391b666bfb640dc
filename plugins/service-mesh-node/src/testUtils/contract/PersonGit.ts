import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Of the address that is cloned. */
const CREDENTIALS = /:\/\/[^@/\s]+@/g;
const GONE = '0'.repeat(40);

export interface PersonFile {
  path: string;
  /** Absent when the file is removed; a commit when the mode is that of a submodule. */
  content?: string;
  mode?: '100644' | '100755' | '120000' | '160000';
}

/** What a person does with Git on their own machine. */
export class PersonGit {
  readonly #folder: string;
  readonly #blobs = new Map<string, string>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async clone(url: string): Promise<PersonGit> {
    const person = new PersonGit(await mkdtemp(join(tmpdir(), 'person-')));
    await person.git(['clone', '--quiet', '--bare', url, '.']);
    return person;
  }

  /** Commits on the newest state of a branch and pushes; a new branch starts at `from`. */
  async commit(
    branch: string,
    files: readonly PersonFile[],
    { message = 'By hand', from = branch } = {},
  ): Promise<string> {
    await this.fetch();
    const parent = await this.#head(from);
    await this.git(['read-tree', parent ?? '--empty']);
    const lines: string[] = [];
    for (const { path, content, mode = '100644' } of files) {
      const sha =
        content === undefined || mode === '160000'
          ? content ?? GONE
          : await this.#blob(content);
      lines.push(`${content === undefined ? '0' : mode} ${sha}\t${path}\0`);
    }
    await this.git(['update-index', '-z', '--index-info'], lines.join(''));
    const tree = await this.git(['write-tree']);
    const commit = await this.git(
      ['commit-tree', tree, ...(parent ? ['-p', parent] : [])],
      `${message}\n`,
    );
    await this.git([
      'push',
      '--quiet',
      'origin',
      `${commit}:refs/heads/${branch}`,
    ]);
    return commit;
  }

  async fetch(): Promise<void> {
    await this.git([
      'fetch',
      '--quiet',
      '--prune',
      'origin',
      '+refs/heads/*:refs/heads/*',
    ]);
  }

  /** Commits of a branch that another commit has not, newest first. */
  async commitsSince(branch: string, commit: string): Promise<string[]> {
    await this.fetch();
    const text = await this.git([
      'rev-list',
      `${commit}..refs/heads/${branch}`,
    ]);
    return text === '' ? [] : text.split('\n');
  }

  /** Bytes of a file of a branch, as text. */
  async show(branch: string, path: string): Promise<string> {
    await this.fetch();
    return this.#raw(['show', `refs/heads/${branch}:${path}`]);
  }

  async branches(): Promise<string[]> {
    await this.fetch();
    const text = await this.git([
      'for-each-ref',
      '--format=%(refname:lstrip=2)',
      'refs/heads',
    ]);
    return text.split('\n');
  }

  async git(args: readonly string[], input?: string): Promise<string> {
    return (await this.#raw(args, input)).trim();
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #head(branch: string): Promise<string | undefined> {
    const pattern = `refs/heads/${branch}`;
    const lines = await this.git([
      'for-each-ref',
      '--format=%(objectname) %(refname)',
      pattern,
    ]);
    return lines
      .split('\n')
      .find(line => line.endsWith(` ${pattern}`))
      ?.split(' ')[0];
  }

  /** Many files may have the same content. */
  async #blob(content: string): Promise<string> {
    const sha =
      this.#blobs.get(content) ??
      (await this.git(['hash-object', '-w', '--stdin'], content));
    this.#blobs.set(content, sha);
    return sha;
  }

  async #raw(args: readonly string[], input = ''): Promise<string> {
    const running = run('git', [...args], {
      cwd: this.#folder,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: 'Pat',
        GIT_AUTHOR_EMAIL: 'pat@example.com',
        GIT_COMMITTER_NAME: 'Pat',
        GIT_COMMITTER_EMAIL: 'pat@example.com',
      },
    });
    // A command that reads nothing may end before it is written to.
    running.child.stdin?.on('error', () => undefined);
    running.child.stdin?.end(input);
    try {
      return (await running).stdout;
    } catch (error) {
      throw new Error(String(error).replace(CREDENTIALS, '://'));
    }
  }
}
