import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, secondsSince } from './command.mjs';

const resultFolder = mkdtempSync(join(tmpdir(), 'portal-tests-'));

function readResult(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`no result was written: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}

function atLeastOneFailure(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Jest over all packages. */
export async function unitTests(env) {
  const started = Date.now();
  console.log('\n# unit and integration tests');
  const file = join(resultFolder, 'jest.json');
  const code = await command(
    'yarn',
    [
      'backstage-cli',
      'repo',
      'test',
      '--ci',
      '--maxWorkers=2',
      '--json',
      `--outputFile=${file}`,
    ],
    { env: { ...env, CI: 'true' } },
  );
  const counts = readResult(file, result => ({
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests,
  }));
  return {
    name: 'unit and integration tests',
    ...atLeastOneFailure(counts, code),
    seconds: secondsSince(started),
  };
}

/** Cases of others' tests; those that passed before and fail now are failures, so the number only grows. */
export async function conformance() {
  const started = Date.now();
  console.log('\n# conformance');
  const file = join(resultFolder, 'conformance.json');
  const code = await command('yarn', ['conformance', '--report', file]);
  const counts = readResult(file, ({ suites, lost }) => ({
    passed: suites.reduce((sum, { passed }) => sum + passed, 0),
    failed: lost.length,
  }));
  return {
    name: 'conformance',
    ...atLeastOneFailure(counts, code),
    seconds: secondsSince(started),
  };
}

/** Playwright in a real browser against the portal that `npm run portal` starts. */
export async function endToEnd(chromium) {
  const started = Date.now();
  console.log('\n# browser tests');
  const file = join(resultFolder, 'playwright.json');
  const code = await command('yarn', ['playwright', 'test'], {
    env: { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  const counts = readResult(file, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));
  return {
    name: 'browser tests',
    ...atLeastOneFailure(counts, code),
    seconds: secondsSince(started),
  };
}
