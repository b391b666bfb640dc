// The ids that pass, one file a suite, so that none is lost unseen.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../toolchain.mjs';

const folder = join(root, 'conformance');
const fileOf = suite => join(folder, `${suite}.txt`);

function readRecord(suite) {
  return existsSync(fileOf(suite))
    ? readFileSync(fileOf(suite), 'utf8').split('\n').filter(Boolean)
    : [];
}

/** Recorded ids that are among the cases and do not pass any more. */
export function lostIds({ suite, verdicts }) {
  const state = new Map(verdicts.map(({ id, state: found }) => [id, found]));
  return readRecord(suite).filter(
    id => state.has(id) && state.get(id) !== 'passed',
  );
}

/** Writes down which ids pass. */
export function writeRecord({ suite, verdicts }) {
  mkdirSync(folder, { recursive: true });
  const ids = verdicts
    .filter(({ state }) => state === 'passed')
    .map(({ id }) => id)
    .sort();
  writeFileSync(fileOf(suite), ids.map(id => `${id}\n`).join(''));
}
