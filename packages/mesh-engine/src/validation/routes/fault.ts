import type { Field } from '../Field';
import { validateDurations } from '../parts/fields';

const GRPC_STATUSES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'UNAUTHENTICATED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
];

const SMALLEST_PERCENTAGE = 0.0001;

/** What is wrong with the status of a response. */
export const httpStatusProblem = (status: number): string | undefined =>
  status < 200 || status > 600
    ? `HTTP status ${status} is not in range 200-599`
    : undefined;

function validatePercentage(percentage: Field): void {
  const value = percentage.get('value');
  if (
    value.number < 0 ||
    value.number > 100 ||
    (value.number > 0 && value.number < SMALLEST_PERCENTAGE)
  ) {
    value.error(
      'range',
      `percentage ${value.number} is neither 0.0, nor in range [0.0001, 100.0]`,
    );
  }
}

/** Requests that are answered with an error. */
export function validateAbort(abort: Field): void {
  if (!abort.isSet) {
    return;
  }
  validatePercentage(abort.get('percentage'));
  const grpcStatus = abort.get('grpcStatus');
  if (grpcStatus.isSet) {
    if (!GRPC_STATUSES.includes(grpcStatus.text)) {
      grpcStatus.error(
        'unsupported',
        `gRPC status ${JSON.stringify(
          grpcStatus.text,
        )} is not supported. See https://github.com/grpc/grpc/blob/master/doc/statuscodes.md for a list of supported codes, for example 'NOT_FOUND'`,
      );
    }
  } else if (abort.has('http2Error')) {
    abort
      .get('http2Error')
      .error('unsupported', 'HTTP/2 abort fault injection not supported yet');
  } else if (abort.has('httpStatus')) {
    const status = abort.get('httpStatus');
    status.refuse('range', httpStatusProblem(status.number));
  } else {
    abort.warn(
      'ignored',
      'abort configured, but error type not set',
      'Set httpStatus or grpcStatus.',
    );
  }
}

/** Requests that are kept waiting. */
export function validateDelay(delay: Field): void {
  validatePercentage(delay.get('percentage'));
  validateDurations(delay, 'fixedDelay');
  if (!delay.has('fixedDelay') && delay.has('exponentialDelay')) {
    validateDurations(delay, 'exponentialDelay');
    delay
      .get('exponentialDelay')
      .error(
        'unsupported',
        'exponentialDelay not supported yet',
        'Use fixedDelay.',
      );
  }
}

/** Faults that a proxy makes. */
export function validateFault(fault: Field): void {
  if (fault.isSet && !fault.has('abort', 'delay')) {
    fault.error(
      'required',
      'HTTP fault injection must have an abort and/or a delay',
    );
  }
  validateAbort(fault.get('abort'));
  validateDelay(fault.get('delay'));
}
