import { command, secondsSince } from './command.mjs';

const CHECKS = [
  [
    'generated API is current',
    'node',
    ['plugins/service-mesh-common/scripts/generate.mjs', '--check'],
  ],
  ['list of findings is current', 'yarn', ['docs:findings', '--check']],
  ['examples are current', 'yarn', ['examples', '--check']],
  ['types', 'yarn', ['tsc', '--incremental', 'false']],
  ['lint', 'yarn', ['backstage-cli', 'repo', 'lint', '--max-warnings', '0']],
  ['format', 'yarn', ['prettier:check']],
  [
    'configuration',
    'yarn',
    [
      'backstage-cli',
      'config:check',
      '--lax',
      '--config',
      'app-config.yaml',
      '--config',
      'app-config.demo.yaml',
    ],
  ],
  [
    'configuration for production',
    'yarn',
    [
      'backstage-cli',
      'config:check',
      '--lax',
      '--config',
      'app-config.yaml',
      '--config',
      'app-config.production.yaml',
    ],
  ],
  ['API reports', 'yarn', ['api-reports', '--ci']],
];

/** Runs every check even when one fails, so that one run tells all. */
export async function checks() {
  const results = [];
  for (const [name, program, args] of CHECKS) {
    const started = Date.now();
    console.log(`\n# ${name}`);
    const code = await command(program, args);
    results.push({
      name,
      passed: code === 0 ? 1 : 0,
      failed: code === 0 ? 0 : 1,
      seconds: secondsSince(started),
    });
  }
  return results;
}
