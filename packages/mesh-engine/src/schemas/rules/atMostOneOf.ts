import type { Rule } from '../schema';

/** "a, b and c" */
function inWords(fields: readonly string[], conjunction: string): string {
  return `${fields.slice(0, -1).join(', ')} ${conjunction} ${fields.at(-1)}`;
}

/** At most one of the fields is there. */
export function atMostOneOf<K extends string>(
  fields: readonly K[],
  apiServer: string,
): Rule<{ [F in K]?: unknown }> {
  return {
    apiServer,
    message: `More than one of ${inWords(
      fields,
      'and',
    )} is set, and they exclude each other.`,
    fix: `Keep one of ${inWords(fields, 'or')}.`,
    judge: value =>
      fields.filter(field => value[field] !== undefined).length <= 1,
  };
}
