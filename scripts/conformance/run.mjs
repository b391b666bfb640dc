// Runs the conformance suites found in a folder: yarn conformance [--cases DIR] [--suite NAME] [--output json]
//   --verbose      says of each failed case why
//   --record       writes down the ids that pass
//   --report FILE  also writes the JSON form to a file
import { existsSync, writeFileSync } from 'node:fs';
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
    report: { type: 'string' },
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

const shared = process.env.MESH_SHARED_DIR ?? join(root, '../shared');
const folder = resolve(values.cases ?? join(shared, 'conformance'));
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
const summaries = suites.map(summaryOf);
const json = JSON.stringify({ suites: summaries, lost }, null, 2);
if (values.report) {
  writeFileSync(values.report, `${json}\n`);
}
if (values.output === 'json') {
  console.log(json);
} else {
  suites.forEach(printSuite);
  const sum = key => summaries.reduce((total, row) => total + row[key], 0);
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
