import type { Finding } from '@ecotrack/mesh-engine';

/** Worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;

/** A finding in one line that begins with its place; text of files cannot begin another line. */
export function inWords({
  origin,
  severity,
  code,
  message,
  fix,
}: Finding): string {
  const place = origin
    ? `${origin.file}:${origin.line}:${origin.column}: `
    : '';
  return `${place}${severity} ${code}: ${message} Fix: ${fix}`.replace(
    /\p{Cc}+/gu,
    ' ',
  );
}

/** A number with its noun, such as `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
