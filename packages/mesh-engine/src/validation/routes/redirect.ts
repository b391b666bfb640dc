import type { Field } from '../Field';
import { validatePort } from '../parts/fields';
import { regexProblem } from '../values/regex';

/**
 * The answer that sends a client elsewhere.
 * @param matches - of the route
 */
export function validateRedirect(redirect: Field, matches: Field): void {
  if (!redirect.isSet) {
    return;
  }
  const hasText = (name: string) => redirect.get(name).text !== '';
  if (
    !['uri', 'authority', 'scheme', 'prefixRewrite'].some(hasText) &&
    !redirect.has('port', 'derivePort')
  ) {
    redirect.error(
      'required',
      'redirect must specify URI, authority, scheme, or port',
    );
  }
  const code = redirect.get('redirectCode');
  if (code.number !== 0 && (code.number < 300 || code.number > 399)) {
    code.error(
      'range',
      `${code.number} is not a valid redirect code, must be 3xx`,
      'Write 301, 302, 303, 307 or 308.',
    );
  }
  const scheme = redirect.get('scheme');
  if (!['', 'http', 'https'].includes(scheme.text)) {
    scheme.error(
      'unsupported',
      'invalid redirect scheme, must be "http" or "https"',
      'Write http or https.',
    );
  }
  if (redirect.get('port').number > 0) {
    validatePort(redirect.get('port'));
  }
  if (hasText('prefixRewrite')) {
    validatePrefixRewrite(redirect, matches);
  }
}

function validatePrefixRewrite(redirect: Field, matches: Field): void {
  const rewrite = redirect.get('prefixRewrite');
  if (redirect.get('uri').text !== '') {
    rewrite.error(
      'exclusive',
      'redirect may only contain one of URI or prefixRewrite',
    );
  }
  const withoutPrefix = matches.items.find(
    match => match.has('uri') && !match.get('uri').has('prefix'),
  );
  if (withoutPrefix) {
    rewrite.error(
      'exclusive',
      'redirect prefixRewrite requires all matches of the route to match the URI by prefix',
      'Match the uri by prefix, or use uri instead of prefixRewrite.',
    );
  }
}

/** What a request is changed into. */
export function validateRewrite(rewrite: Field): void {
  if (!rewrite.isSet) {
    return;
  }
  const hasUri = rewrite.get('uri').text !== '';
  const regex = rewrite.get('uriRegexRewrite');
  if (hasUri && regex.isSet) {
    rewrite.error(
      'exclusive',
      'rewrite may only contain one of URI or UriRegexRewrite',
    );
  } else if (!hasUri && !regex.isSet && rewrite.get('authority').text === '') {
    rewrite.error(
      'required',
      'rewrite must specify at least one of URI, UriRegexRewrite, or authority. Only one of URI or UriRegexRewrite may be specified',
    );
  }
  if (!regex.isSet) {
    return;
  }
  const match = regex.get('match').text;
  if (match === '' || regex.get('rewrite').text === '') {
    regex.error(
      'required',
      'UriRegexRewrite requires both Rewrite and Match fields to be specified',
    );
  } else {
    regex
      .get('match')
      .refuse(
        'match',
        regexProblem(match, 'HTTPRewrite.UriRegexRewrite.Match'),
      );
  }
}
