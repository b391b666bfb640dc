import { createServer } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, install } from './prepare.mjs';
import { Supervisor } from './supervisor.mjs';
import { root, stateDir } from '../toolchain.mjs';

const ports = {
  PORTAL_PORT: Number(process.env.PORTAL_PORT ?? 7007),
  ECOTRACK_SIM_HTTP_PORT: Number(process.env.ECOTRACK_SIM_HTTP_PORT ?? 7080),
  ECOTRACK_SIM_KUBE_PORT: Number(process.env.ECOTRACK_SIM_KUBE_PORT ?? 7443),
  ECOTRACK_SIM_FORGE_PORT: Number(process.env.ECOTRACK_SIM_FORGE_PORT ?? 7081),
};

function assertFree(port, setting) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', error =>
      reject(
        new Error(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken. Stop what listens there, or choose another: ${setting}=${
                port + 1000
              } npm run portal`
            : `Port ${port} (${setting}) cannot be used: ${error.message}`,
        ),
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(resolve));
  });
}

function service(entry, args = []) {
  return [
    '--require',
    join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
    join(root, entry),
    ...args,
  ];
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    return response.ok;
  } catch {
    return false;
  }
}

async function main() {
  for (const [setting, port] of Object.entries(ports)) {
    await assertFree(port, setting);
  }
  await install();
  await build();

  const supervisor = new Supervisor(join(stateDir, 'logs'));
  const portalUrl = `http://localhost:${ports.PORTAL_PORT}`;
  const simUrl = `http://127.0.0.1:${ports.ECOTRACK_SIM_HTTP_PORT}`;
  const forgeUrl = `http://127.0.0.1:${ports.ECOTRACK_SIM_FORGE_PORT}`;
  const simDir = join(stateDir, 'platform');
  console.log('starting the embedded platform …');
  await supervisor.start(
    'platform',
    service('packages/ecotrack-sim/src/cli.ts'),
    {
      env: {
        ECOTRACK_SIM_HTTP_PORT: String(ports.ECOTRACK_SIM_HTTP_PORT),
        ECOTRACK_SIM_KUBE_PORT: String(ports.ECOTRACK_SIM_KUBE_PORT),
        ECOTRACK_SIM_FORGE_PORT: String(ports.ECOTRACK_SIM_FORGE_PORT),
        ECOTRACK_SIM_STATE_DIR: simDir,
        ECOTRACK_SIM_WEBHOOK_URL: `${portalUrl}/api/events/http/gitea`,
        ECOTRACK_SIM_EXAMPLES_DIR: join(root, 'examples'),
      },
      ready: output => output.includes('"ready":true'),
    },
  );

  console.log('starting the portal …');
  await supervisor.start(
    'portal',
    service('packages/backend/src/index.ts', [
      '--config',
      join(root, 'app-config.yaml'),
      '--config',
      join(root, 'app-config.demo.yaml'),
    ]),
    {
      cwd: join(root, 'packages/backend'),
      env: {
        PORTAL_PORT: String(ports.PORTAL_PORT),
        PORTAL_STATE_DIR: stateDir,
        ECOTRACK_SIM_HTTP_URL: simUrl,
        ECOTRACK_SIM_KUBE_URL: `https://127.0.0.1:${ports.ECOTRACK_SIM_KUBE_PORT}`,
        ECOTRACK_SIM_TOKEN: readFileSync(join(simDir, 'token'), 'utf8').trim(),
        ECOTRACK_SIM_CA_DATA: readFileSync(join(simDir, 'ca.crt')).toString(
          'base64',
        ),
        ECOTRACK_SIM_FORGE_URL: forgeUrl,
        ECOTRACK_SIM_FORGE_HOST: new URL(forgeUrl).host,
        ECOTRACK_SIM_FORGE_TOKEN: readFileSync(
          join(simDir, 'forge-token'),
          'utf8',
        ).trim(),
        NODE_ENV: 'development',
      },
      ready: () => answers(`${portalUrl}/.backstage/health/v1/readiness`),
    },
  );

  console.log(`
  The portal is ready:       ${portalUrl}
  Switch faults on and off:  ${simUrl}
  Repositories, pull requests: ${forgeUrl}
  Logs:                      ${join(stateDir, 'logs')}

  Ctrl-C stops everything. To forget all state, delete ${stateDir}
`);
}

main().catch(error => {
  console.error(error.message);
  process.exit(1);
});
