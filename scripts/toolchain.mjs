// Runs a script of this folder under the Node.js and Yarn that the portal needs, whatever runs this file.
// Written for Node.js 18 and without dependencies: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const stateDir = process.env.PORTAL_STATE_DIR ?? join(root, '.portal');

const NODE = 'node@24';
const YARN = '@yarnpkg/cli-dist@4.13.0';
const isWindows = process.platform === 'win32';

/** Folders that hold `node` and `yarn`; fetched once with npm, remembered in the state folder. */
function findToolchain() {
  const memory = join(stateDir, 'toolchain.json');
  if (existsSync(memory)) {
    const path = JSON.parse(readFileSync(memory, 'utf8'));
    if (path.every(folder => existsSync(folder))) {
      return path;
    }
  }
  console.log(`Fetching ${NODE} and Yarn with npm (once) …`);
  const probe =
    'console.log(JSON.stringify([process.execPath, process.env.PATH]))';
  const found = spawnSync(
    'npx',
    ['-y', '-p', NODE, '-p', YARN, '-c', `node -e '${probe}'`],
    { cwd: root, encoding: 'utf8', shell: isWindows },
  );
  if (found.status !== 0) {
    console.error(found.stderr || String(found.error));
    console.error(`npm could not fetch ${NODE} and ${YARN}: see above.`);
    process.exit(1);
  }
  const [node, path] = JSON.parse(found.stdout.trim().split('\n').pop());
  const yarn = path
    .split(delimiter)
    .find(folder => existsSync(join(folder, isWindows ? 'yarn.cmd' : 'yarn')));
  const folders = [dirname(node), yarn];
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(memory, JSON.stringify(folders));
  return folders;
}

/** Starts `script` of this folder under the toolchain and ends as it ends. */
export function runUnderToolchain(script, args) {
  const folders = findToolchain();
  const child = spawn('node', [join(root, 'scripts', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [...folders, process.env.PATH].join(delimiter),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => process.exit(signal ? 130 : code ?? 1));
}
