import type { Field } from '../Field';
import { validateOptionalPort } from '../parts/fields';
import { validateLabels } from '../parts/labels';
import { validateRegexMatch, validateStringMatch } from '../parts/stringMatch';
import { headerNameProblem } from '../values/headers';
import { isDnsLabel } from '../values/names';
import { validateGatewayNames } from './gatewayNames';

function validateHeaderMatches(match: Field): void {
  for (const [name, header] of match.get('headers').entries) {
    if (!header.isSet) {
      header.error('match', `header match ${name} cannot be null`);
    }
    header.refuse('header', headerNameProblem(name));
    validateStringMatch(header, 'headers');
  }
  for (const [name, header] of match.get('withoutHeaders').entries) {
    header.refuse('header', headerNameProblem(name));
    // A star is no regular expression here: it stands for every value.
    if (header.get('regex').text !== '*') {
      validateStringMatch(header, 'withoutHeaders');
    }
  }
}

/** What an HTTP request must have for a route to take it. */
export function validateHttpMatch(match: Field): void {
  validateHeaderMatches(match);
  validateRegexMatch(match.get('uri'), 'uri');
  for (const name of ['scheme', 'method', 'authority']) {
    validateStringMatch(match.get(name), name);
  }
  for (const [, parameter] of match.get('queryParams').entries) {
    validateStringMatch(parameter, 'queryParams');
  }
  validateOptionalPort(match.get('port'));
  validateLabels(match.get('sourceLabels'));
  validateGatewayNames(match.get('gateways'));
  const namespace = match.get('sourceNamespace');
  if (namespace.text !== '' && !isDnsLabel(namespace.text)) {
    namespace.error(
      'name',
      `sourceNamespace match ${namespace.text} is invalid`,
    );
  }
}
