import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const MAX_OUTPUT = 64 * 1024 * 1024;

/** A command of Git that failed. */
export class GitError extends Error {
  readonly name = 'GitError';

  constructor(
    readonly exitCode: number,
    readonly stdout: string,
    stderr: string,
  ) {
    super(stderr.trim() || `git ended with ${exitCode}`);
  }
}

/** Nothing of the person whose machine it is. */
const ownEnvironment = () => ({
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
});

/** The commands of Git in one bare repository. */
export class Git {
  constructor(readonly directory: string) {}

  /** @throws when Git is absent or too old to merge without a working tree */
  static async assertPresent(): Promise<void> {
    const version = await run('git', ['--version'], { env: ownEnvironment() })
      .then(({ stdout }) => /(\d+)\.(\d+)/.exec(stdout))
      .catch(() => null);
    const [, major, minor] = (version ?? []).map(Number);
    if (!(major > 2 || (major === 2 && minor >= 38))) {
      throw new Error(
        'The forge of the embedded platform needs the command git, 2.38 or newer. Install git and start again.',
      );
    }
  }

  get environment(): NodeJS.ProcessEnv {
    return { ...ownEnvironment(), GIT_DIR: this.directory };
  }

  /** @throws GitError */
  async bytes(
    args: readonly string[],
    options: { input?: Uint8Array | string; env?: NodeJS.ProcessEnv } = {},
  ): Promise<Buffer> {
    const running = run('git', args, {
      encoding: 'buffer',
      maxBuffer: MAX_OUTPUT,
      env: { ...this.environment, ...options.env },
    });
    const { stdin } = running.child;
    stdin?.on('error', () => stdin.destroy());
    stdin?.end(options.input);
    try {
      return (await running).stdout;
    } catch (error) {
      const { code, stdout, stderr, message } = error as {
        code?: unknown;
        stdout?: Buffer;
        stderr?: Buffer;
        message: string;
      };
      throw new GitError(
        typeof code === 'number' ? code : -1,
        String(stdout ?? ''),
        String(stderr ?? message),
      );
    }
  }

  /** Output without the end of the last line. @throws GitError */
  async text(
    args: readonly string[],
    options?: { input?: Uint8Array | string; env?: NodeJS.ProcessEnv },
  ): Promise<string> {
    return (await this.bytes(args, options)).toString().replace(/\n$/, '');
  }

  /** As `text`; undefined when Git ends with one of the codes. */
  async textUnless(
    codes: readonly number[],
    args: readonly string[],
  ): Promise<string | undefined> {
    try {
      return await this.text(args);
    } catch (error) {
      if (error instanceof GitError && codes.includes(error.exitCode)) {
        return undefined;
      }
      throw error;
    }
  }

  /** A command whose input and output are streams. */
  start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn('git', args, { env: { ...this.environment, ...env } });
  }
}
