import { defineConfig } from '@playwright/test';

const portalPort = process.env.PORTAL_PORT ?? '7107';
const simulatorPort = process.env.ECOTRACK_SIM_HTTP_PORT ?? '7180';
const kubernetesPort = process.env.ECOTRACK_SIM_KUBE_PORT ?? '7543';

const forgePort = process.env.ECOTRACK_SIM_FORGE_PORT ?? '7181';

export const simulatorUrl = `http://127.0.0.1:${simulatorPort}`;

export default defineConfig({
  testDir: 'e2e',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 1,
  forbidOnly: true,
  outputDir: 'test-results',
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME
    ? [['list'], ['json']]
    : [['list']],
  webServer: {
    command: 'npm run portal',
    url: `http://localhost:${portalPort}/.backstage/health/v1/readiness`,
    reuseExistingServer: true,
    timeout: 600_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: {
      PORTAL_PORT: portalPort,
      ECOTRACK_SIM_HTTP_PORT: simulatorPort,
      ECOTRACK_SIM_KUBE_PORT: kubernetesPort,
      ECOTRACK_SIM_FORGE_PORT: forgePort,
    },
  },
  use: {
    baseURL: `http://localhost:${portalPort}`,
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
      ],
    },
  },
});
