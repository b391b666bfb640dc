import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  asWord,
} from '../resources/fields';
import {
  destination,
  duration,
  isRegex,
  isSet,
  percent,
  stringMatch,
} from './values';
import { headerName } from './names';
import type { Report } from './Report';

type Fields = Record<string, unknown>;

const REDIRECT_CODES = [300, 400];
const HOST_NAMES = ['host', ':authority'];
const RETRY_ON = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
];

/** What a header operation may name: no header of the protocol itself. */
export function operationHeader(
  name: string,
  isHostAllowed: boolean,
): string | undefined {
  if (name === '') {
    return 'header name cannot be empty';
  }
  const lower = name.toLowerCase();
  if (HOST_NAMES.includes(lower)) {
    return isHostAllowed ? undefined : 'authority header cannot be set';
  }
  return lower.startsWith(':')
    ? `invalid header "${name}": header cannot have ":" prefix`
    : headerName(name);
}

/** `%` stands for a variable of Envoy's format. */
export function headerValue(value: string): string | undefined {
  const rest = value
    .replace(/%%/g, '')
    .replace(/%[A-Z_]+(\(.*?\))?(:\d+)?%/g, '');
  return rest.includes('%')
    ? `header value configuration ${value} is invalid`
    : undefined;
}

export function headers(report: Report, value: unknown): void {
  for (const side of ['request', 'response']) {
    const operations = asRecord(asRecord(value)[side]);
    for (const field of ['set', 'add']) {
      for (const [name, text] of Object.entries(asRecord(operations[field]))) {
        const at = report.at(side, field, name);
        at.error(operationHeader(name, field === 'set' && side === 'request'));
        at.error(headerValue(asWord(text)));
      }
    }
    for (const name of asTexts(operations.remove)) {
      report.at(side, 'remove').error(operationHeader(name, false));
    }
  }
}

function cors(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const policy = asRecord(value);
  asList(policy.allowOrigins).forEach((origin, index) =>
    stringMatch(report.at('allowOrigins', index), origin),
  );
  for (const method of asTexts(policy.allowMethods)) {
    if (
      !/^(GET|HEAD|POST|PUT|PATCH|DELETE|CONNECT|OPTIONS|TRACE|\*)$/.test(
        method,
      )
    ) {
      report
        .at('allowMethods')
        .error(`"${method}" is not a supported HTTP method`);
    }
  }
  for (const field of ['allowHeaders', 'exposeHeaders']) {
    for (const name of asTexts(policy[field])) {
      report.at(field).error(headerName(name));
    }
  }
  if (isSet(policy.maxAge)) {
    duration(report.at('maxAge'), policy.maxAge);
    if (
      !/^\d+(\.0+)?[smh]$/.test(asWord(policy.maxAge)) &&
      /ms$/.test(asWord(policy.maxAge))
    ) {
      report
        .at('maxAge')
        .error('max_age duration is accurate only to seconds precision');
    }
  }
}

export function httpStatus(status: number | undefined): string | undefined {
  return status !== undefined && status >= 200 && status <= 600
    ? undefined
    : `HTTP status ${status ?? 0} is not in range 200-599`;
}

const GRPC = new Set([
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
]);

export function abort(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const fault = asRecord(value);
  percent(report.at('percentage', 'value'), asRecord(fault.percentage).value);
  const kinds = ['httpStatus', 'grpcStatus', 'http2Error'].filter(field =>
    isSet(fault[field]),
  );
  if (kinds.length === 0) {
    report.error('HTTP abort fault must have a status');
  }
  if (isSet(fault.httpStatus)) {
    report.at('httpStatus').error(httpStatus(asNumber(fault.httpStatus)));
  }
  const grpc = asText(fault.grpcStatus);
  if (isSet(fault.grpcStatus) && !GRPC.has((grpc ?? '').toUpperCase())) {
    report
      .at('grpcStatus')
      .error(`gRPC status "${grpc ?? ''}" is not supported`);
  }
}

export function delay(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const fault = asRecord(value);
  percent(report.at('percent'), fault.percent);
  percent(report.at('percentage', 'value'), asRecord(fault.percentage).value);
  if (!isSet(fault.fixedDelay) && !isSet(fault.exponentialDelay)) {
    report.error('HTTP delay fault must have a delay');
  }
  duration(report.at('fixedDelay'), fault.fixedDelay);
  duration(report.at('exponentialDelay'), fault.exponentialDelay);
  if (isSet(fault.exponentialDelay)) {
    report.error('exponentialDelay not supported yet');
  }
}

function redirect(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const target = asRecord(value);
  const code = asNumber(target.redirectCode);
  if (
    !asText(target.uri) &&
    !asText(target.authority) &&
    !isSet(target.port) &&
    !isSet(target.derivePort) &&
    !asText(target.scheme) &&
    !code
  ) {
    report.error('redirect must specify URI, authority, scheme, or port');
  }
  if (code && (code < REDIRECT_CODES[0] || code >= REDIRECT_CODES[1])) {
    report
      .at('redirectCode')
      .error(`${code} is not a valid redirect code, must be 3xx`);
  }
  const scheme = asText(target.scheme);
  if (scheme && !['http', 'https'].includes(scheme)) {
    report.at('scheme').error('scheme must be one of [http, https]');
  }
}

function directResponse(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const { status, body } = asRecord(value);
  report.at('status').error(httpStatus(asNumber(status)));
  const { string: text, bytes } = asRecord(body);
  const size = Math.max(
    asWord(text ?? '').length,
    (asWord(bytes ?? '').length * 3) / 4,
  );
  if (size > 1024 * 1024) {
    report
      .at('body')
      .error(
        'large direct_responses may impact control plane performance, must be less than 1MB',
      );
  } else if (size > 100 * 1024) {
    report
      .at('body')
      .warn('large direct_responses may impact control plane performance');
  }
}

/** Retries of requests that fail. */
export function retries(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const retry = asRecord(value);
  const attempts = asNumber(retry.attempts) ?? 0;
  if (attempts < 0) {
    report.at('attempts').error('attempts cannot be negative');
  }
  if (
    attempts === 0 &&
    (isSet(retry.perTryTimeout) ||
      asText(retry.retryOn) ||
      isSet(retry.retryRemoteLocalities))
  ) {
    report.error(
      'http retry policy configured when attempts are set to 0 (disabled)',
    );
  }
  duration(report.at('perTryTimeout'), retry.perTryTimeout);
  duration(report.at('backoff'), retry.backoff);
  for (const part of (asText(retry.retryOn) ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(Boolean)) {
    const isCode = /^\d+$/.test(part);
    if (isCode ? httpStatus(Number(part)) : !RETRY_ON.includes(part)) {
      report.at('retryOn').error(`"${part}" is not a valid retryOn policy`);
    }
  }
}

function rewrite(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const change = asRecord(value);
  const regex = change.uriRegexRewrite;
  if (!asText(change.uri) && !asText(change.authority) && !isSet(regex)) {
    report.error('rewrite must specify URI, UriRegexRewrite or authority');
  }
  if (asText(change.uri) && isSet(regex)) {
    report.error('rewrite may only contain one of URI or UriRegexRewrite');
  }
  if (isSet(regex)) {
    const { match, rewrite: to } = asRecord(regex);
    if (!asText(match) || !asText(to)) {
      report
        .at('uriRegexRewrite')
        .error(
          'UriRegexRewrite requires both Rewrite and Match fields to be specified',
        );
    } else if (!isRegex(asWord(match))) {
      report.at('uriRegexRewrite', 'match').error(`invalid regex ${match}`);
    }
  }
}

/** What an HTTP route does besides choosing where requests go. */
export function httpActions(report: Report, route: Fields): void {
  headers(report.at('headers'), route.headers);
  asList(route.route).forEach((entry, index) =>
    headers(report.at('route', index, 'headers'), asRecord(entry).headers),
  );
  cors(report.at('corsPolicy'), route.corsPolicy);
  if (isSet(route.fault)) {
    const { abort: aborted, delay: delayed } = asRecord(route.fault);
    if (!isSet(aborted) && !isSet(delayed)) {
      report
        .at('fault')
        .error('HTTP fault injection must have an abort and/or a delay');
    }
    abort(report.at('fault', 'abort'), aborted);
    delay(report.at('fault', 'delay'), delayed);
  }
  if (isSet(route.mirror)) {
    destination(report.at('mirror'), route.mirror);
  }
  percent(report.at('mirrorPercent'), route.mirrorPercent);
  percent(
    report.at('mirrorPercentage'),
    asRecord(route.mirrorPercentage).value,
  );
  asList(route.mirrors).forEach((mirror, index) => {
    const at = report.at('mirrors', index);
    const { destination: target, percentage } = asRecord(mirror);
    percent(at.at('percentage'), asRecord(percentage).value);
    if (isSet(target)) {
      destination(at.at('destination'), target);
    } else {
      at.error('destination is required for mirrors');
    }
  });
  const authorities = Object.keys(
    asRecord(asRecord(asRecord(route.headers).request).set),
  ).filter(name => HOST_NAMES.includes(name.toLowerCase()));
  if (
    authorities.length +
      Number(Boolean(asText(asRecord(route.rewrite).authority))) >
    1
  ) {
    report.error(
      'the authority can be set only once, by a header or by a rewrite',
    );
  }
  redirect(report.at('redirect'), route.redirect);
  directResponse(report.at('directResponse'), route.directResponse);
  retries(report.at('retries'), route.retries);
  rewrite(report.at('rewrite'), route.rewrite);
}
