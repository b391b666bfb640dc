import { spawn } from 'node:child_process';
import { root } from '../toolchain.mjs';

/** Runs a command in the project's folder with its output shown; resolves with its exit code. */
export function command(name, args, { env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', reject);
    child.on('close', code => resolve(code ?? 1));
  });
}

/** Seconds since `started`, a number of `Date.now()`. */
export const secondsSince = started =>
  Math.round((Date.now() - started) / 1000);
