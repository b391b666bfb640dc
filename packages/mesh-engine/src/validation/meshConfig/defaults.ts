import type { Field } from '../Field';
import { validateDurations } from '../parts/fields';
import { validateRetries } from '../routes/retries';

/** What has no effect on requests that a workload gets from others. */
const NOT_INBOUND = [
  'perTryTimeout',
  'retryRemoteLocalities',
  'retryIgnorePreviousHosts',
];

/** `defaultInboundHttpRetryPolicy`: how a proxy retries towards its own workload. */
export function validateInboundRetries(policy: Field): void {
  validateRetries(policy);
  for (const name of NOT_INBOUND.filter(field => policy.has(field))) {
    policy
      .get(name)
      .warn('ignored', `${name} has no effect on inbound retries`);
  }
}

const WINDOW_SIZES = [
  'http2InitialStreamWindowSize',
  'http2InitialConnectionWindowSize',
];
const SMALLEST_WINDOW = 65535;
const LARGEST_WINDOW = 2 ** 31 - 1;

/** Limits of every connection of a proxy. */
export function validateConnectionSettings(settings: Field): void {
  for (const [name, value] of settings.entries) {
    if (value.number < 0) {
      value.error('range', `${name} must be non-negative`);
    }
  }
  for (const name of WINDOW_SIZES) {
    const { number } = settings.get(name);
    if (number > 0 && (number < SMALLEST_WINDOW || number > LARGEST_WINDOW)) {
      settings
        .get(name)
        .error(
          'range',
          `${name} must be in the range ${SMALLEST_WINDOW}..${LARGEST_WINDOW}`,
        );
    }
  }
  validateDurations(settings, 'idleTimeout', 'maxConnectionDuration');
}
