import type { Field } from '../Field';
import { regexProblem } from '../values/regex';

/** A match of text, of which only a regular expression can be wrong. */
export function validateRegexMatch(match: Field, where: string): void {
  if (match.has('regex')) {
    const regex = match.get('regex');
    regex.refuse('match', regexProblem(regex.text, where));
  }
}

/** A match of text, of which neither prefix nor regular expression may be empty. */
export function validateStringMatch(match: Field, where: string): void {
  if (match.has('prefix') && match.get('prefix').text === '') {
    match
      .get('prefix')
      .error(
        'match',
        `${JSON.stringify(where)}: prefix string match should not be empty`,
      );
  }
  validateRegexMatch(match, where);
}
