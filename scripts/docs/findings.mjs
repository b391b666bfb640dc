// Writes docs/reference/findings.md from the checks of the engine. `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { format } from 'prettier';
import { root } from '../toolchain.mjs';

const { FINDING_CODES } = createRequire(import.meta.url)(
  join(root, 'packages/mesh-engine/src/index.ts'),
);

const cell = codes => (codes ?? []).map(code => `\`${code}\``).join(', ');

const text = `# Findings

What \`mesh check\` and the page *Findings* can say. Codes are stable. \`MESH0\` is said while objects are read, \`MESH1\` of one
object held against its definition and Istio's admission rules, \`MESH2\` of traffic, \`MESH3\` of security and workloads.
Generated from the checks by \`yarn docs:findings\`.

| code | what is wrong | Kiali | istioctl |
| --- | --- | --- | --- |
${FINDING_CODES.map(
  ({ code, title, kiali, istioctl }) =>
    `| \`${code}\` | ${title} | ${cell(kiali)} | ${cell(istioctl)} |`,
).join('\n')}
`;

const file = join(root, 'docs/reference/findings.md');
const wanted = await format(text, {
  parser: 'markdown',
  proseWrap: 'preserve',
});
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== wanted) {
    console.error(`${file} is not current: run yarn docs:findings`);
    process.exit(1);
  }
} else {
  writeFileSync(file, wanted);
}
