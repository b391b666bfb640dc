import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_WITHIN = 180_000;
const STOP_WITHIN = 5_000;
const LAST_WORDS = 4_000;
/** What Backstage says when a plugin fails; its process would go on without it. */
const FAILED = /Backend startup failed/;

/** Starts processes one after another, keeps their logs, and stops all of them when one ends or on Ctrl-C. */
export class Supervisor {
  #logDir;
  #children = new Map();
  #stopping = false;

  constructor(logDir) {
    this.#logDir = logDir;
    mkdirSync(logDir, { recursive: true });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => this.stop(0));
    }
    process.on('exit', () => {
      for (const child of this.#children.values()) {
        child.kill('SIGKILL');
      }
    });
  }

  /** Resolves when `ready(output)` says so. */
  async start(name, args, { cwd, env, ready }) {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.set(name, child);
    const log = createWriteStream(join(this.#logDir, `${name}.log`));
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        log.write(chunk);
        output = (output + chunk).slice(-LAST_WORDS);
      });
    }
    child.on('exit', code => {
      this.#children.delete(name);
      if (!this.#stopping) {
        console.error(`${output}\nThe ${name} ended with code ${code}.`);
        this.stop(1);
      }
    });
    const deadline = Date.now() + READY_WITHIN;
    while (!(await ready(output))) {
      if (this.#stopping) {
        return new Promise(() => {});
      }
      if (FAILED.test(output)) {
        throw new Error(`${output}\nThe ${name} failed to start.`);
      }
      if (Date.now() > deadline) {
        throw new Error(
          `${output}\nThe ${name} was not ready within ${
            READY_WITHIN / 1000
          } s.`,
        );
      }
      await sleep(200);
    }
    return child;
  }

  async stop(code) {
    if (this.#stopping) {
      return;
    }
    this.#stopping = true;
    const ended = [...this.#children.values()].map(child => {
      child.kill('SIGTERM');
      return new Promise(resolve => child.once('exit', resolve));
    });
    await Promise.race([Promise.all(ended), sleep(STOP_WITHIN)]);
    process.exit(code);
  }
}
