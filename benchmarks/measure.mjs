import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../scripts/toolchain.mjs';
import { measureEngine } from './engine/sizes.mjs';
import { measureStarts } from './starts.mjs';

/** Runs a TypeScript file of this folder and reads the JSON that it prints. */
function answerOf(file, ...args) {
  const run = spawnSync(
    process.execPath,
    [
      '--expose-gc',
      '--require',
      join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(root, 'benchmarks', file),
      ...args,
    ],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (run.status !== 0) {
    throw new Error(`${file} failed`);
  }
  return JSON.parse(run.stdout);
}

const rows = process.argv.includes('--engine')
  ? measureEngine(answerOf)
  : [
      ...answerOf('graphQueries.ts'),
      ...answerOf('snapshotMemory.ts'),
      ...(process.argv.includes('--start') ? await measureStarts() : []),
    ];
const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, value] of rows) {
  console.log(`${name.padEnd(width)}  ${value}`);
}
