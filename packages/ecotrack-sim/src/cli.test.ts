import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

function start(env: Record<string, string>) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'cli.ts'),
    ],
    {
      env: {
        ...process.env,
        NODE_ENV: 'development',
        ECOTRACK_SIM_HTTP_PORT: '0',
        ECOTRACK_SIM_KUBE_PORT: '0',
        ECOTRACK_SIM_FORGE_PORT: '0',
        ECOTRACK_SIM_EXAMPLES_DIR: join(ROOT, 'examples'),
        ...env,
      },
    },
  );
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

describe('the command', () => {
  it('says when it is ready and leaves what clients need in the state folder', async () => {
    const state = mkdtempSync(join(tmpdir(), 'platform-state-'));
    const child = start({ ECOTRACK_SIM_STATE_DIR: join(state, 'platform') });
    try {
      const [line] = await once(child.stdout, 'data');
      const { ready, http, kube, forge } = JSON.parse(line);
      expect(ready).toBe(true);
      expect(kube).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
      const { kinds } = await (await fetch(`${http}/faults`)).json();
      expect(Object.keys(kinds)).toContain('istiod-away');
      expect(readFileSync(join(state, 'platform/ca.crt'), 'utf8')).toContain(
        'BEGIN CERTIFICATE',
      );
      expect(readFileSync(join(state, 'platform/token'), 'utf8')).toMatch(
        /^\w+$/,
      );
      const forgeToken = readFileSync(
        join(state, 'platform/forge-token'),
        'utf8',
      );
      const user = await fetch(`${forge}/api/v1/user`, {
        headers: { Authorization: `token ${forgeToken}` },
      });
      expect(await user.json()).toMatchObject({ login: 'portal' });
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
      rmSync(state, { recursive: true, force: true });
    }
  }, 60_000);

  it('says which port is taken and which setting changes it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const child = start({ ECOTRACK_SIM_KUBE_PORT: port });
    const [[words], [code]] = await Promise.all([
      once(child.stderr, 'data'),
      once(child, 'exit'),
    ]);
    other.close();
    expect(code).toBe(98);
    expect(words).toBe(
      `Port ${port} is taken; choose another with ECOTRACK_SIM_KUBE_PORT.\n`,
    );
  }, 60_000);
});
