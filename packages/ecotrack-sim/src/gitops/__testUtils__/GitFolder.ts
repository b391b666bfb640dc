import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { GitSource, Moved } from '../GitSource';

const run = promisify(execFile);
const EXAMPLES = resolve(__dirname, '../../../../../examples');
const REPOSITORY = 'platform/mesh-gitops';

/** A real repository with the examples, where a test commits. */
export class GitFolder implements GitSource {
  readonly url = 'http://forge.test';
  readonly #folder = mkdtempSync(join(tmpdir(), 'gitops-'));
  readonly #listeners = new Set<(moved: Moved) => void>();

  static async create(): Promise<GitFolder> {
    const repository = new GitFolder();
    cpSync(EXAMPLES, repository.#folder, { recursive: true });
    await repository.#git('init', '--quiet', '--initial-branch=main');
    await repository.commit({});
    return repository;
  }

  /** Commits the text of files to main; null removes a file. */
  async commit(files: Record<string, string | null>): Promise<string> {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.#folder, path);
      if (text === null) {
        rmSync(file);
      } else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
    await this.#git('add', '--all');
    await this.#git(
      '-c',
      'user.name=sam',
      '-c',
      'user.email=sam@example.com',
      'commit',
      '--quiet',
      '--allow-empty',
      '--message=A change',
    );
    const commit = await this.#git('rev-parse', 'HEAD');
    for (const listener of this.#listeners) {
      listener({ repository: REPOSITORY, branch: 'main', commit });
    }
    return commit;
  }

  /** Commits a file with a text in it replaced. */
  async replace(path: string, from: string, to: string): Promise<string> {
    const text = await this.#git('show', `HEAD:${path}`);
    return this.commit({ [path]: `${text.replace(from, to)}\n` });
  }

  async head(repository: string, revision: string) {
    return repository === REPOSITORY
      ? this.#git('rev-parse', '--verify', '--quiet', revision).catch(
          () => undefined,
        )
      : undefined;
  }

  async files(_: string, commit: string) {
    const list = await this.#git('ls-tree', '-r', '--name-only', commit);
    return new Map(
      await Promise.all(
        list
          .split('\n')
          .map(
            async (path): Promise<[string, string]> => [
              path,
              await this.#git('show', `${commit}:${path}`),
            ],
          ),
      ),
    );
  }

  onMoved(listener: (moved: Moved) => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  async #git(...words: string[]): Promise<string> {
    const { stdout } = await run('git', words, { cwd: this.#folder });
    return stdout.trim();
  }
}
