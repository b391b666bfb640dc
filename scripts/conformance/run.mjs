// Runs the conformance suites found in a folder: yarn conformance [--cases DIR] [--suite NAME] [--output json]
//   --verbose  says of each failed case why        --record  writes down the ids that pass
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../toolchain.mjs';
import { lostIds, writeRecord } from './record.mjs';
import { runSuite, suitesIn } from './suites.mjs';

const { values } = parseArgs({
  options: {
    cases: { type: 'string' },
    suite: { type: 'string', multiple: true },
    output: { type: 'string', default: 'text' },
    verbose: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});

function summaryOf({ suite, verdicts }) {
  const of = state => verdicts.filter(verdict => verdict.state === state);
  const reasons = {};
  for (const { reason } of of('notApplicable')) {
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return {
    suite,
    passed: of('passed').length,
    failed: of('failed').length,
    notApplicable: of('notApplicable').length,
    failedIds: of('failed').map(({ id }) => id),
    reasons,
  };
}

function printSuite({ suite, verdicts }) {
  const summary = summaryOf({ suite, verdicts });
  const { passed, failed, notApplicable, failedIds, reasons } = summary;
  console.log(
    `${suite}: ${passed} passed, ${failed} failed, ${notApplicable} not applicable`,
  );
  for (const [reason, count] of Object.entries(reasons)) {
    console.log(`  not applicable (${count}): ${reason}`);
  }
  if (values.verbose) {
    for (const { id, state, message } of verdicts) {
      if (state === 'failed') {
        console.log(`  ${id}\n      ${message.replaceAll('\n', '\n      ')}`);
      }
    }
  } else {
    failedIds.forEach(id => console.log(`  failed: ${id}`));
  }
}

const folder = resolve(values.cases ?? join(root, '../shared/conformance'));
if (!existsSync(folder)) {
  console.log(`skipped: no conformance cases in ${folder}`);
  process.exit(0);
}
const names = suitesIn(folder).filter(
  name => !values.suite || values.suite.includes(name),
);
if (names.length === 0) {
  console.error(
    `No suite ${values.suite ?? ''} in ${folder}; there are: ${
      suitesIn(folder).join(', ') || 'none'
    }.`,
  );
  process.exit(2);
}
const suites = names.map(name => runSuite(folder, name));
const lost = suites.flatMap(suite =>
  lostIds(suite).map(id => `${suite.suite}: ${id}`),
);
if (values.record) {
  suites.forEach(writeRecord);
}
if (values.output === 'json') {
  console.log(JSON.stringify({ suites: suites.map(summaryOf) }, null, 2));
} else {
  suites.forEach(printSuite);
  const sum = key =>
    suites.map(summaryOf).reduce((total, row) => total + row[key], 0);
  console.log(
    `in all: ${sum('passed')} passed, ${sum('failed')} failed, ${sum(
      'notApplicable',
    )} not applicable`,
  );
}
if (lost.length > 0 && !values.record) {
  console.error(`passed before and not now:\n  ${lost.join('\n  ')}`);
  process.exit(1);
}
