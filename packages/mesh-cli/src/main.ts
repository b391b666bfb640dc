import './memory';
import { BadUse } from './BadUse';
import { checkCommand } from './check/checkCommand';
import { explainCommand } from './explain/explainCommand';
import { impactCommand } from './impact/impactCommand';
import { readOptions, type Options } from './options';
import type { Answer } from './report/Answer';
import { styleFor, type Style } from './report/style';
import { usageOf } from './usage';
import { VERSION } from './version';

const COMMANDS: Record<string, (options: Options, style: Style) => Answer> = {
  check: checkCommand,
  explain: explainCommand,
  impact: impactCommand,
};

function answer(argv: string[]): Answer {
  const options = readOptions(argv);
  if (options.version) {
    return { text: `${VERSION}\n`, exitCode: 0 };
  }
  if (options.help) {
    return { text: usageOf(options.command), exitCode: 0 };
  }
  const command = COMMANDS[options.command];
  if (!command) {
    throw new BadUse('A command is missing.', 'See mesh --help.');
  }
  return command(options, styleFor(process.stdout, process.env));
}

// A reader such as `head` may leave early.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  process.exit(code === 'EPIPE' ? 0 : 2);
});

try {
  const { text, exitCode } = answer(process.argv.slice(2));
  process.stdout.write(text);
  process.exitCode = exitCode;
} catch (error) {
  if (!(error instanceof BadUse)) {
    throw error;
  }
  process.stderr.write(`mesh: ${error.message}\n${error.fix}\n`);
  process.exitCode = 2;
}
