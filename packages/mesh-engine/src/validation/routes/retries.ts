import type { Field } from '../Field';
import { validateDurations } from '../parts/fields';

/** What Envoy retries on, for HTTP and for gRPC. */
const CONDITIONS = new Set([
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
]);

/** Ranges of the statuses that HTTP has names for. */
const STATUSES = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 418],
  [421, 426],
  [428, 429],
  [431, 431],
  [451, 451],
  [500, 508],
  [510, 511],
];

function isCondition(text: string): boolean {
  const status = /^\+?\d+$/.test(text) ? Number(text) : NaN;
  return (
    CONDITIONS.has(text) ||
    STATUSES.some(([first, last]) => status >= first && status <= last)
  );
}

/** How often a request is tried again. */
export function validateRetries(retries: Field): void {
  const attempts = retries.get('attempts').number;
  const retryOn = retries.get('retryOn');
  if (attempts < 0) {
    retries.get('attempts').error('range', 'attempts cannot be negative');
  }
  if (
    attempts === 0 &&
    (retryOn.text !== '' ||
      retries.has('perTryTimeout', 'retryRemoteLocalities'))
  ) {
    retries.error(
      'exclusive',
      'http retry policy configured when attempts are set to 0 (disabled)',
      'Set attempts, or remove the rest.',
    );
  }
  validateDurations(retries, 'perTryTimeout', 'backoff');
  for (const condition of retryOn.text === '' ? [] : retryOn.text.split(',')) {
    if (!isCondition(condition)) {
      retryOn.error(
        'unsupported',
        `${JSON.stringify(condition)} is not a valid retryOn policy`,
        'Name conditions such as 5xx, reset or connect-failure, or statuses, with commas and no blanks between.',
      );
    }
  }
}
