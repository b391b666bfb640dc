import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** What a run of the command gave. */
export interface Run {
  code: number | null;
  out: string;
  err: string;
}

const PACKAGE = resolve(__dirname, '../..');

/** A folder that holds the built command and folders to work in, for one file of tests. */
export class Workbench {
  readonly #root = mkdtempSync(join(tmpdir(), 'mesh-'));
  readonly bundle = join(this.#root, 'mesh.js');
  #count = 0;

  constructor() {
    const built = spawnSync(
      process.execPath,
      [join(PACKAGE, 'scripts/build.mjs'), this.bundle],
      { encoding: 'utf8' },
    );
    if (built.status !== 0) {
      throw new Error(built.stderr);
    }
  }

  /** A new folder with these files. */
  folder(files: Record<string, string | Buffer> = {}): string {
    const folder = join(this.#root, `folder-${this.#count++}`);
    mkdirSync(folder);
    this.write(folder, files);
    return folder;
  }

  write(folder: string, files: Record<string, string | Buffer>) {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }

  /** Runs the command as its own process. */
  mesh(cwd: string, args: string[], env: NodeJS.ProcessEnv = {}): Run {
    return this.run(cwd, process.execPath, [this.bundle, ...args], env);
  }

  run(
    cwd: string,
    program: string,
    args: string[],
    env: NodeJS.ProcessEnv = {},
  ): Run {
    const { NODE_OPTIONS: _, FORCE_COLOR: __, ...rest } = process.env;
    const run = spawnSync(program, args, {
      cwd,
      encoding: 'utf8',
      timeout: 60_000,
      maxBuffer: 100_000_000,
      env: { ...rest, ...env },
    });
    return { code: run.status, out: run.stdout, err: run.stderr };
  }

  git(cwd: string, ...args: string[]) {
    const run = this.run(cwd, 'git', [
      '-c',
      'user.name=Tester',
      '-c',
      'user.email=tester@example.com',
      ...args,
    ]);
    if (run.code !== 0) {
      throw new Error(run.err);
    }
  }

  remove() {
    rmSync(this.#root, { recursive: true, force: true });
  }
}
