// A suite is a folder of cases, and an adapter of the same name in one of the packages.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { root } from '../toolchain.mjs';

const require = createRequire(import.meta.url);

const ADAPTERS = [
  'packages/mesh-engine/src/conformance/suites',
  'plugins/service-mesh-backend/src/conformance/suites',
].map(folder => resolve(root, folder));

/** Suites found in the folder of cases. */
export function suitesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => existsSync(join(folder, entry.name, 'cases.json')))
    .map(({ name }) => name)
    .sort();
}

/** What decides the cases of a suite; without an adapter, or with a broken one, every case fails. */
function adapterOf(suite) {
  const file = ADAPTERS.map(folder => join(folder, `${suite}.ts`)).find(
    existsSync,
  );
  try {
    return file ? require(file).decide : failing('no adapter');
  } catch (error) {
    return failing(error.stack ?? String(error));
  }
}

const failing = message => () => ({ state: 'failed', message });

/** What one case gives; an adapter that throws has failed. */
function verdictOf(decide, testCase) {
  try {
    return decide(testCase);
  } catch (error) {
    return { state: 'failed', message: error.stack ?? String(error) };
  }
}

/** Runs every case of a suite. */
export function runSuite(folder, suite) {
  const decide = adapterOf(suite);
  const read = JSON.parse(
    readFileSync(join(folder, suite, 'cases.json'), 'utf8'),
  );
  const cases = Array.isArray(read) ? read : read.cases;
  return {
    suite,
    verdicts: cases.map(testCase => ({
      id: testCase.id,
      ...verdictOf(decide, testCase),
    })),
  };
}
