import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, stateDir } from '../toolchain.mjs';

const INSTALL_INPUTS = ['yarn.lock', 'package.json', '.yarnrc.yml'];
const BUILD_INPUTS = [
  'yarn.lock',
  'app-config.yaml',
  '{packages/app,plugins/service-mesh,plugins/service-mesh-common}/package.json',
  'packages/app/{public,src}/**/*.*',
  '{plugins/service-mesh,plugins/service-mesh-common}/src/**/*.*',
];

function hashOf(patterns) {
  const hash = createHash('sha256');
  for (const pattern of patterns) {
    for (const file of globSync(pattern, { cwd: root }).sort()) {
      hash.update(file).update(readFileSync(join(root, file)));
    }
  }
  return hash.digest('hex');
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    const show = chunk => {
      output.push(chunk);
      if (process.stdout.isTTY) {
        const line = String(chunk).trim().split('\n').pop();
        process.stdout.write(`\r\u001b[K  ${line.slice(0, 100)}`);
      }
    };
    child.stdout.on('data', show);
    child.stderr.on('data', show);
    child.on('error', reject);
    child.on('close', code => {
      if (process.stdout.isTTY) {
        process.stdout.write('\r\u001b[K');
      }
      if (code === 0) {
        resolve();
      } else {
        reject(
          new Error(
            `${command} ${args.join(' ')} failed:\n${Buffer.concat(output)}`,
          ),
        );
      }
    });
  });
}

async function step(name, inputs, work) {
  const stamp = join(stateDir, `${name}.stamp`);
  const hash = hashOf(inputs);
  const done = globSync(stamp).length > 0 && readFileSync(stamp, 'utf8');
  if (done === hash) {
    return;
  }
  const started = Date.now();
  console.log(`${name} …`);
  await work();
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(stamp, hash);
  console.log(`${name} done in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Installs the packages when the lock file changed since the last success. */
export const install = () =>
  step('install', INSTALL_INPUTS, () =>
    run('yarn', ['install', '--immutable']),
  );

/** Builds the front end when its sources changed since the last success. */
export const build = () =>
  step('build', BUILD_INPUTS, () => run('yarn', ['workspace', 'app', 'build']));
