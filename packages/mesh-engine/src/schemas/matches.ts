import { RE2JS } from 're2js';

const COMPILED = new Map<string, RE2JS>();

/** Whether a pattern of ours, in RE2, is found in a text. */
export function matches(pattern: string, text: string): boolean {
  const known = COMPILED.get(pattern) ?? RE2JS.compile(pattern);
  COMPILED.set(pattern, known);
  return known.matcher(text).find();
}
