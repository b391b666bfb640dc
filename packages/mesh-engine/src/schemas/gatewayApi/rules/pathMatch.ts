import { matches } from '../../matches';
import type { Rule } from '../../schema';

interface PathMatch {
  type?: string;
  value?: string;
}

const CHARACTERS = "^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$";

/** A rule for paths that are compared as they are, not as regular expressions. */
function plainPath(
  apiServer: string,
  message: string,
  judge: (value: string) => boolean,
): Rule<PathMatch> {
  return {
    apiServer,
    message,
    fix: 'Write the path as requests have it once it is normalised.',
    judge: ({ type = 'PathPrefix', value = '/' }) =>
      type === 'RegularExpression' || judge(value),
  };
}

function without(part: string): Rule<PathMatch> {
  return plainPath(
    `must not contain '${part}' when type one of ['Exact', 'PathPrefix']`,
    `The path has ${part}, which no path has once it is normalised.`,
    value => !value.includes(part),
  );
}

function withoutEnd(part: string): Rule<PathMatch> {
  return plainPath(
    `must not end with '${part}' when type one of ['Exact', 'PathPrefix']`,
    `The path ends with ${part}, as none does once it is normalised.`,
    value => !value.endsWith(part),
  );
}

export const pathMatchRules: readonly Rule<PathMatch>[] = [
  plainPath(
    "value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']",
    'The path does not begin with a slash, so no request matches.',
    value => value.startsWith('/'),
  ),
  ...['//', '/./', '/../', '%2f', '%2F', '#'].map(without),
  ...['/..', '/.'].map(withoutEnd),
  {
    apiServer:
      "type must be one of ['Exact', 'PathPrefix', 'RegularExpression']",
    message: 'Paths are compared exactly, by prefix or by regular expression.',
    fix: 'Set type to Exact, PathPrefix or RegularExpression.',
    judge: ({ type = 'PathPrefix' }) =>
      ['Exact', 'PathPrefix', 'RegularExpression'].includes(type),
  },
  plainPath(
    `must only contain valid characters (matching ${CHARACTERS}) for types ['Exact', 'PathPrefix']`,
    'The path has characters that no path has.',
    value => matches(CHARACTERS, value),
  ),
];
