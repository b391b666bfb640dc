import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPlatform } from './platform/startPlatform';

const PORT_TAKEN = 98;

const { env } = process;
const ports = {
  ECOTRACK_SIM_HTTP_PORT: Number(env.ECOTRACK_SIM_HTTP_PORT ?? 7080),
  ECOTRACK_SIM_KUBE_PORT: Number(env.ECOTRACK_SIM_KUBE_PORT ?? 7443),
  ECOTRACK_SIM_FORGE_PORT: Number(env.ECOTRACK_SIM_FORGE_PORT ?? 7081),
};

async function main() {
  const stateDir = env.ECOTRACK_SIM_STATE_DIR || undefined;
  const platform = await startPlatform({
    examplesDir: env.ECOTRACK_SIM_EXAMPLES_DIR ?? 'examples',
    httpPort: ports.ECOTRACK_SIM_HTTP_PORT,
    kubePort: ports.ECOTRACK_SIM_KUBE_PORT,
    forgePort: ports.ECOTRACK_SIM_FORGE_PORT,
    syncDelay: Number(env.ECOTRACK_SIM_SYNC_DELAY ?? 2) * 1000,
    stateDir,
    webhookUrl: env.ECOTRACK_SIM_WEBHOOK_URL || undefined,
    host: env.ECOTRACK_SIM_HOST,
    seed: Number(env.ECOTRACK_SIM_SEED ?? 1),
  });
  if (stateDir) {
    mkdirSync(stateDir, { recursive: true });
    writeFileSync(join(stateDir, 'ca.crt'), platform.ca);
    writeFileSync(join(stateDir, 'token'), platform.token, { mode: 0o600 });
    writeFileSync(join(stateDir, 'forge-token'), platform.forgeToken, {
      mode: 0o600,
    });
  }
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => platform.close().then(() => process.exit(0)));
  }
  const { httpUrl: http, kubeUrl: kube, forgeUrl: forge } = platform;
  process.stdout.write(
    `${JSON.stringify({ ready: true, http, kube, forge })}\n`,
  );
}

main().catch((error: NodeJS.ErrnoException & { port?: number }) => {
  if (error.code === 'EADDRINUSE') {
    const setting = Object.entries(ports).find(
      ([, port]) => port === error.port,
    );
    process.stderr.write(
      `Port ${error.port} is taken; choose another with ${setting?.[0]}.\n`,
    );
    process.exit(PORT_TAKEN);
  }
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
