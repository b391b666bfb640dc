import type { Field } from '../Field';
import { validateDurations, validateTexts } from '../parts/fields';
import { validateRegexMatch } from '../parts/stringMatch';
import { isWholeSeconds } from '../values/durations';
import { strictHeaderNameProblem } from '../values/headers';

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
];

const corsHeaderProblem = (name: string) =>
  name === '*' ? undefined : strictHeaderNameProblem(name);

/** Which pages of other origins may call. */
export function validateCors(policy: Field): void {
  for (const origin of policy.get('allowOrigins').items) {
    const written = ['exact', 'prefix', 'regex'].some(
      way => origin.get(way).text !== '',
    );
    if (!written) {
      origin.error(
        'match',
        "'' is not a valid match type for CORS allow origins",
      );
    } else {
      validateRegexMatch(origin, 'corsPolicy.allowOrigins');
    }
  }
  for (const method of policy.get('allowMethods').items) {
    if (!METHODS.includes(method.text)) {
      method.error(
        'unsupported',
        `${JSON.stringify(method.text)} is not a supported HTTP method`,
        `Use ${METHODS.join(', ')}, in upper case.`,
      );
    }
  }
  validateTexts(policy.get('allowHeaders'), 'header', corsHeaderProblem);
  validateTexts(policy.get('exposeHeaders'), 'header', corsHeaderProblem);
  validateDurations(policy, 'maxAge');
  const maxAge = policy.get('maxAge');
  if (!isWholeSeconds(maxAge.text)) {
    maxAge.error(
      'duration',
      'max_age duration is accurate only to seconds precision',
      'Write whole seconds.',
    );
  }
}
