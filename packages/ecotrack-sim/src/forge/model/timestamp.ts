import type { Clock } from '../../clock/clock';

/** Now, RFC 3339 without fractions. */
export function timestamp(clock: Clock): string {
  return new Date(clock.now()).toISOString().replace(/\.\d+/, '');
}
