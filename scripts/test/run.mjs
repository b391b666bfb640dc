// Every check and test of the project, in order. The closing line sums the tests of all suites.
import { install } from '../portal/prepare.mjs';
import { checks } from './checks.mjs';
import { startPostgres } from './postgres.mjs';
import { conformance, endToEnd, unitTests } from './suites.mjs';
import { findTools } from './tools.mjs';

const only = process.argv.slice(2);
const wanted = name => only.length === 0 || only.includes(name);

async function main() {
  await install();
  const tools = findTools();
  const postgres = tools.initdb ? await startPostgres(tools) : undefined;
  const results = [];
  try {
    if (wanted('checks')) {
      results.push(...(await checks()));
    }
    if (wanted('unit')) {
      results.push(await unitTests(postgres?.env ?? {}));
    }
    if (wanted('conformance') && tools.cases) {
      results.push(await conformance());
    }
    if (wanted('e2e') && tools.chromium) {
      results.push(await endToEnd(tools.chromium));
    }
  } finally {
    postgres?.stop();
  }

  console.log('');
  for (const { name, passed, failed, skipped, seconds } of results) {
    console.log(
      `${
        failed === 0 ? 'ok  ' : 'FAIL'
      } ${name}: ${passed} passed, ${failed} failed${
        skipped ? `, ${skipped} skipped` : ''
      } (${seconds} s)`,
    );
  }
  for (const missing of tools.missing) {
    console.log(`skipped: ${missing}`);
  }
  const sum = key => results.reduce((total, row) => total + (row[key] ?? 0), 0);
  const skipped = sum('skipped');
  console.log(
    `${sum('passed')} passed, ${sum('failed')} failed${
      skipped ? `, ${skipped} skipped` : ''
    }`,
  );
  process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);
}

main().catch(error => {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exit(1);
});
