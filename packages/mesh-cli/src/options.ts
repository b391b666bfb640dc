import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Severity } from '@ecotrack/mesh-engine';
import { BadUse } from './BadUse';

export type OutputForm = 'human' | 'json' | 'sarif';

const OUTPUTS: readonly OutputForm[] = ['human', 'json', 'sarif'];
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

const OPTIONS = {
  'fail-on': { type: 'string' },
  files: { type: 'string', multiple: true },
  header: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
  host: { type: 'string' },
  method: { type: 'string' },
  output: { type: 'string', short: 'o' },
  path: { type: 'string' },
  ref: { type: 'string' },
  version: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

/** Options that make sense for each command, besides --help. */
const ALLOWED: Record<string, readonly (keyof typeof OPTIONS)[]> = {
  '': ['version'],
  check: ['ref', 'output', 'fail-on'],
  impact: ['output', 'fail-on'],
  explain: ['ref', 'files', 'output', 'method', 'path', 'host', 'header'],
};

/** What was asked for on the command line. */
export interface Options {
  command: string;
  args: string[];
  help: boolean;
  version: boolean;
  output: OutputForm;
  failOn: Severity;
  ref?: string;
  files: string[];
  method?: string;
  path?: string;
  host?: string;
  headers?: Record<string, string>;
}

function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  known: readonly T[],
): T {
  const found = known.find(word => word === (value ?? known[0]));
  if (!found) {
    throw new BadUse(
      `--${name} ${value} is not known.`,
      `Use one of ${known.join(', ')}.`,
    );
  }
  return found;
}

function headersOf(written: string[] | undefined) {
  return (
    written &&
    Object.fromEntries(
      written.map(header => {
        const [, name, value] = /^([^:=\s]+)[:=]\s*(.*)$/.exec(header) ?? [];
        if (!name) {
          throw new BadUse(
            `--header ${header} is no header.`,
            "Write it as 'name: value'.",
          );
        }
        return [name.toLowerCase(), value];
      }),
    )
  );
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new BadUse(
      (error as Error).message.split('\n')[0],
      'See mesh --help.',
    );
  }
}

/** Reads the command line. @throws BadUse */
export function readOptions(argv: string[]): Options {
  const { values, positionals } = parse(argv);
  const [command = '', ...args] = positionals;
  const allowed = ALLOWED[command];
  if (!allowed) {
    throw new BadUse(
      `There is no command ${command}.`,
      'Use check, explain or impact.',
    );
  }
  const foreign = Object.keys(values).find(
    name => name !== 'help' && !allowed.some(known => known === name),
  );
  if (foreign && !values.help) {
    throw new BadUse(
      `mesh ${command} has no option --${foreign}.`,
      `See mesh ${command} --help.`.replace('  ', ' '),
    );
  }
  return {
    command,
    args,
    help: values.help === true,
    version: values.version === true,
    output: oneOf('output', values.output, OUTPUTS),
    failOn: oneOf('fail-on', values['fail-on'], SEVERITIES),
    ref: values.ref,
    files: values.files ?? ['.'],
    method: values.method,
    path: values.path,
    host: values.host,
    headers: headersOf(values.header),
  };
}
