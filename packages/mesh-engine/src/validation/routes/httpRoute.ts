import type { Field } from '../Field';
import { validateDurations } from '../parts/fields';
import { validateCors } from './cors';
import { validateDestination, validateWeighted } from './destination';
import { httpStatusProblem, validateFault } from './fault';
import { validateAuthority, validateHeaders } from './headers';
import { validateHttpMatch } from './httpMatch';
import { validateRedirect, validateRewrite } from './redirect';
import { validateRetries } from './retries';

const LARGE_BODY = 100 * 1024;
const LARGEST_BODY = 1024 * 1024;

/** What stands beside what in Istio's words. */
const WITH_REDIRECT: [string, string][] = [
  ['fault', 'HTTP route cannot contain both fault and redirect'],
  ['rewrite', 'HTTP route rule cannot contain both rewrite and redirect'],
  [
    'directResponse',
    'HTTP route rule cannot contain both direct_response and redirect',
  ],
];
const WITH_RESPONSE: [string, string][] = [
  ['fault', 'HTTP route cannot contain both fault and direct_response'],
  [
    'rewrite',
    'HTTP route rule cannot contain both rewrite and direct_response',
  ],
];

function validateRoot(route: Field): void {
  for (const name of ['redirect', 'route']) {
    if (route.has(name)) {
      route
        .get(name)
        .error(
          'exclusive',
          `root HTTP route ${route.get('name').text} must not specify ${name}`,
          'Move it to the delegate.',
        );
    }
  }
}

function validateActions(route: Field): void {
  const refuse = ([name, says]: [string, string]) =>
    route.has(name) && route.get(name).error('exclusive', says);
  const hasRoute = route.get('route').items.length > 0;
  if (route.has('redirect')) {
    if (hasRoute) {
      refuse(['route', 'HTTP route cannot contain both route and redirect']);
    }
    WITH_REDIRECT.forEach(refuse);
  } else if (route.has('directResponse')) {
    if (hasRoute) {
      refuse([
        'route',
        'HTTP route cannot contain both route and direct_response',
      ]);
    }
    WITH_RESPONSE.forEach(refuse);
  } else if (!hasRoute) {
    route.error(
      'required',
      'HTTP route, redirect or direct_response is required',
      'Add a route with a destination.',
    );
  }
  if (route.has('mirror') && route.get('mirrors').items.length > 0) {
    route.error(
      'exclusive',
      'HTTP route cannot contain both mirror and mirrors',
    );
  }
}

function validateShare(percentage: Field, words: string): void {
  const value = percentage.get('value');
  if (value.number > 100) {
    value.error(
      'range',
      `${words} must have a max value of 100 (it has ${value.number})`,
    );
  }
  if (value.number < 0) {
    value.error(
      'range',
      `${words} must have a min value of 0 (it has ${value.number})`,
    );
  }
}

function validateMirrors(route: Field): void {
  const percent = route.has('mirrorPercent')
    ? route.get('mirrorPercent')
    : route.get('mirror_percent');
  if (percent.isSet) {
    if (percent.number > 100) {
      percent.error(
        'range',
        `mirror_percent must have a max value of 100 (it has ${percent.number})`,
      );
    }
    percent.warn(
      'deprecated',
      'using deprecated setting "mirrorPercent", use "mirrorPercentage" instead',
    );
  }
  validateShare(route.get('mirrorPercentage'), 'mirror_percentage');
  validateDestination(route.get('mirror'));
  for (const mirror of route.get('mirrors').items) {
    if (!mirror.isSet) {
      mirror.error('required', 'mirror cannot be null');
    } else if (!mirror.has('destination')) {
      mirror.error('required', 'destination is required for mirrors');
    } else {
      validateDestination(mirror.get('destination'));
      validateShare(mirror.get('percentage'), 'mirror percentage');
    }
  }
}

/** The answer that a proxy gives itself. */
export function validateDirectResponse(response: Field): void {
  if (!response.isSet) {
    return;
  }
  const body = response.get('body');
  const size = body.has('string')
    ? new TextEncoder().encode(body.get('string').text).length
    : Math.floor((body.get('bytes').text.length * 3) / 4);
  const says = 'large direct_responses may impact control plane performance';
  if (size > LARGEST_BODY) {
    body.error('range', `${says}, must be less than 1MB`, 'Shorten it.');
  } else if (size > LARGE_BODY) {
    body.warn('risky', says, 'Serve it by a workload.');
  }
  const status = response.get('status');
  status.refuse('range', httpStatusProblem(status.number));
}

/**
 * A route of HTTP requests.
 * @param isDelegate - whether it is of a VirtualService that another delegates to
 */
export function validateHttpRoute(route: Field, isDelegate: boolean): void {
  if (!route.isSet) {
    route.error('required', 'http route may not be null');
    return;
  }
  if (isDelegate && route.has('delegate')) {
    route
      .get('delegate')
      .error(
        'exclusive',
        'delegate HTTP route cannot contain delegate',
        'A delegate cannot delegate further: add hosts, or remove delegate.',
      );
  }
  if (!isDelegate && route.has('delegate')) {
    validateRoot(route);
  } else {
    validateActions(route);
  }
  route.get('match').items.forEach(validateHttpMatch);
  validateHeaders(route.get('headers'));
  validateCors(route.get('corsPolicy'));
  validateFault(route.get('fault'));
  validateMirrors(route);
  validateRedirect(route.get('redirect'), route.get('match'));
  validateDirectResponse(route.get('directResponse'));
  validateRetries(route.get('retries'));
  validateRewrite(route.get('rewrite'));
  validateAuthority(route.get('rewrite'), route.get('headers'));
  validateWeighted(route.get('route'), entry =>
    validateHeaders(entry.get('headers')),
  );
  validateDurations(route, 'timeout');
}
