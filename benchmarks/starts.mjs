import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/toolchain.mjs';

function startOnce(folder) {
  const started = Date.now();
  const child = spawn('npm', ['run', 'portal'], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORTAL_PORT: '7307',
      ECOTRACK_SIM_HTTP_PORT: '7380',
      ECOTRACK_SIM_KUBE_PORT: '7743',
    },
  });
  return new Promise((resolve, reject) => {
    child.stdout.on('data', chunk => {
      if (String(chunk).includes('The portal is ready')) {
        const seconds = (Date.now() - started) / 1000;
        process.kill(-child.pid, 'SIGTERM');
        child.once('exit', () => resolve(`${seconds.toFixed(1)} s`));
      }
    });
    child.once('exit', code => reject(new Error(`the portal ended: ${code}`)));
  });
}

/** From a fresh clone until the address is printed, and the same once more. */
export async function measureStarts() {
  const folder = mkdtempSync(join(tmpdir(), 'portal-start-'));
  try {
    execFileSync('git', ['clone', '--quiet', root, folder]);
    return [
      ['Start of a fresh clone', await startOnce(folder)],
      ['Second start', await startOnce(folder)],
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
