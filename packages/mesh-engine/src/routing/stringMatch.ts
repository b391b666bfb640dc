import { RE2JS } from 're2js';
import { asRecord, asText } from '../resources/fields';

/** A condition on a text, of a VirtualService: exact, prefix or regex; none for mere presence. */
export type StringMatch =
  | { kind: 'exact' | 'prefix' | 'regex'; value: string }
  | { kind: 'present' };

/** Reads `{ exact }`, `{ prefix }` or `{ regex }`; a regex of `*` and nothing at all stand for presence. */
export function readStringMatch(value: unknown): StringMatch {
  const fields = asRecord(value);
  for (const kind of ['exact', 'prefix', 'regex'] as const) {
    const text = asText(fields[kind]);
    if (text !== undefined && !(kind === 'regex' && text === '*')) {
      return { kind, value: text };
    }
  }
  return { kind: 'present' };
}

function fitsRegex(pattern: string, text: string): boolean {
  try {
    return RE2JS.compile(pattern).matches(text);
  } catch {
    return false;
  }
}

/** Whether a text fits; a regex has to fit all of it, as in Envoy. One that RE2 does not read fits nothing. */
export function fitsString(match: StringMatch, text: string): boolean {
  switch (match.kind) {
    case 'exact':
      return text === match.value;
    case 'prefix':
      return text.startsWith(match.value);
    case 'regex':
      return fitsRegex(match.value, text);
    default:
      return true;
  }
}
