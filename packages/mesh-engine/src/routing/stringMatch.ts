import { RE2JS } from 're2js';
import { asRecord } from '../resources/fields';

/** Undefined for what RE2 does not read. */
function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}

/** A regex, read once; one that RE2 does not read fits nothing. */
export interface RegexMatch {
  kind: 'regex';
  value: string;
  pattern?: RE2JS;
}

/** A condition on a text, of a VirtualService: exact, prefix or regex; none for mere presence. */
export type StringMatch =
  | { kind: 'exact' | 'prefix'; value: string }
  | RegexMatch
  | { kind: 'present' };

/** Reads `{ exact }`, `{ prefix }` or `{ regex }`; a regex of `*` and nothing at all stand for presence. */
export function readStringMatch(value: unknown): StringMatch {
  const { exact, prefix, regex } = asRecord(value);
  if (typeof exact === 'string') {
    return { kind: 'exact', value: exact };
  }
  if (typeof prefix === 'string') {
    return { kind: 'prefix', value: prefix };
  }
  return typeof regex === 'string' && regex !== '*'
    ? { kind: 'regex', value: regex, pattern: compile(regex) }
    : { kind: 'present' };
}

/** Whether a text fits; a regex has to fit all of it, as in Envoy. */
export function fitsString(match: StringMatch, text: string): boolean {
  switch (match.kind) {
    case 'exact':
      return text === match.value;
    case 'prefix':
      return text.startsWith(match.value);
    case 'regex':
      return match.pattern?.matches(text) ?? false;
    default:
      return true;
  }
}
