import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/toolchain.mjs';
import { generateMesh } from './generate.mjs';

const SIZES = [100, 1000, 5000];
/** What took longer is not asked of the next size. */
const PATIENCE_MS = 5000;
const COMMAND = join(root, 'packages/mesh-cli');
const LABELS = {
  read: 'read',
  index: 'index',
  check: 'check()',
  with: 'with() after one changed object',
  matrix: 'access matrix',
  impact: 'impact() of that change',
};

/** The `mesh` command as a whole process, best of three. */
function commandOn(folder) {
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now();
    const run = spawnSync(
      process.execPath,
      [join(COMMAND, 'dist/mesh.js'), 'check', folder, '--output', 'json'],
      { maxBuffer: 1e9 },
    );
    if (run.status === 2 || run.status === null) {
      throw new Error(String(run.stderr));
    }
    return performance.now() - started;
  });
  return Math.min(...times);
}

const inWords = ms => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

/** Rows for generated meshes of each size, with the growth from one size to the next. @param answerOf - runs a TypeScript file */
export function measureEngine(answerOf) {
  spawnSync(process.execPath, [join(COMMAND, 'scripts/build.mjs')], {
    stdio: 'inherit',
  });
  const rows = [];
  let before;
  for (const size of SIZES) {
    const folder = mkdtempSync(join(tmpdir(), 'mesh-benchmark-'));
    for (const { path, text } of generateMesh(size)) {
      writeFileSync(join(folder, path), text);
    }
    const leftOut = Object.entries(before?.all ?? {})
      .filter(([, ms]) => ms > PATIENCE_MS)
      .map(([name]) => name);
    const { objects, megabytes, findings, previews, ...times } = answerOf(
      'engine/measure.ts',
      folder,
      ...leftOut,
    );
    const all = { ...times, command: commandOn(folder) };
    const keys =
      size <= 1000 ? answerOf('previewLatency.ts', folder) : undefined;
    rmSync(folder, { recursive: true });
    rows.push([`${size} services`, `${objects} objects, ${findings} findings`]);
    for (const [name, ms] of Object.entries(all)) {
      const growth = before && ms / before.all[name] / (size / before.size);
      rows.push([
        `  ${LABELS[name] ?? 'mesh check, whole process'}`,
        inWords(ms) + (growth ? `, ${growth.toFixed(2)} of linear growth` : ''),
      ]);
    }
    for (const name of leftOut) {
      rows.push([
        `  ${LABELS[name]}`,
        'not measured: the size before took too long',
      ]);
    }
    for (const [kind, ms] of Object.entries(previews)) {
      rows.push([
        `  preview of one changed ${kind}: with(), check(), impact()`,
        `${inWords(ms)}, ${(ms / times.read).toFixed(2)} of reading`,
      ]);
    }
    if (keys) {
      rows.push([
        '  preview of a change after a key, whole back end',
        `${inWords(keys.median)} median, ${inWords(
          keys.worst,
        )} worst, ${inWords(keys.cold)} the first; ${(
          keys.median / times.read
        ).toFixed(2)} of reading`,
      ]);
    }
    rows.push(['  peak memory up to check()', `${Math.round(megabytes)} MB`]);
    before = { size, all };
  }
  return rows;
}
