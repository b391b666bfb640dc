// Makes dist/mesh.js, or the file that is named: one file with everything that the command needs.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);
const { version } = JSON.parse(
  readFileSync(new URL('package.json', root), 'utf8'),
);

await build({
  absWorkingDir: fileURLToPath(root),
  entryPoints: ['src/main.ts'],
  outfile: process.argv[2] ?? 'dist/mesh.js',
  bundle: true,
  platform: 'node',
  target: 'node18',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'eof',
  banner: { js: '#!/usr/bin/env node' },
  define: { MESH_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
});
