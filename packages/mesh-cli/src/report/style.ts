import type { Severity } from '@ecotrack/mesh-engine';

/** Colours, or none. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  severity(severity: Severity, text: string): string;
}

const COLOURS = { error: 31, warning: 33, info: 36 };

/** Colour on a terminal, unless NO_COLOR says otherwise; FORCE_COLOR asks for it elsewhere. */
export function styleFor(
  stream: { isTTY?: boolean },
  env: NodeJS.ProcessEnv,
): Style {
  const isForced = Boolean(env.FORCE_COLOR && env.FORCE_COLOR !== '0');
  const isOn =
    !env.NO_COLOR && env.TERM !== 'dumb' && (stream.isTTY || isForced);
  const paint = (code: number, text: string) =>
    isOn ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    bold: text => paint(1, text),
    dim: text => paint(2, text),
    severity: (severity, text) => paint(COLOURS[severity], text),
  };
}

/** A number with its noun, such as `2 errors`. */
export function counted(count: number, noun: string): string {
  const isPlural = count !== 1 && noun !== 'info';
  const plural = noun.endsWith('sh') ? `${noun}es` : `${noun}s`;
  return `${count} ${isPlural ? plural : noun}`;
}

/** Text from files, so that it cannot change the terminal or start another line. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
