import type { Field } from '../Field';
import { validateDurations } from '../parts/fields';
import { validateLocalityLb, validateZoneAwareLb } from './localityLb';

const MAX_TABLE = 5000011;

function isPrime(number: number): boolean {
  if (number < 4) {
    return number > 0;
  }
  for (let factor = 2; factor * factor <= number; factor++) {
    if (number % factor === 0) {
      return false;
    }
  }
  return true;
}

function validateMaglev(maglev: Field): void {
  if (!maglev.isSet) {
    return;
  }
  const table = maglev.get('tableSize');
  if (table.number === 0) {
    maglev.error('required', 'tableSize must be set for maglev');
  }
  if (table.number >= MAX_TABLE) {
    table.error('range', `tableSize must be less than ${MAX_TABLE} for maglev`);
  } else if (!isPrime(table.number)) {
    table.error(
      'range',
      'tableSize must be a prime number for maglev',
      'Write a prime, such as 65537.',
    );
  }
}

function validateConsistentHash(hash: Field): void {
  const cookie = hash.get('httpCookie');
  if (cookie.isSet && cookie.get('name').text === '') {
    cookie.error('required', 'name required for HttpCookie');
  }
  for (const attribute of cookie.get('attributes').items) {
    if (attribute.get('name').text === '') {
      attribute.error('required', 'name required for HttpCookie attribute');
    }
  }
  const ringSize = hash.get('minimumRingSize');
  if (ringSize.number !== 0) {
    ringSize.warn(
      'deprecated',
      "consistent hash MinimumRingSize is deprecated, use ConsistentHashLB's RingHash configuration instead",
    );
    if (hash.has('ringHash', 'maglev')) {
      ringSize.error(
        'exclusive',
        'only one of MinimumRingSize or Maglev/Ringhash can be specified',
      );
    }
  }
  validateMaglev(hash.get('maglev'));
}

function validateWarmup(warmup: Field): void {
  if (!warmup.isSet) {
    return;
  }
  if (!warmup.has('duration')) {
    warmup.error('required', 'duration is required for warmup');
  }
  validateDurations(warmup, 'duration');
  const percent = warmup.get('minimumPercent');
  if (percent.number < 0 || percent.number > 100) {
    percent.error('range', 'minimum percent should be in the range [0, 100]');
  }
  const aggression = warmup.get('aggression');
  if (aggression.isSet && aggression.number < 1) {
    aggression.error(
      'range',
      'aggression should be greater than or equal to 1',
    );
  }
}

/** How a destination is chosen among hosts. */
export function validateLoadBalancer(
  loadBalancer: Field,
  hasOutlierDetection: boolean,
): void {
  validateConsistentHash(loadBalancer.get('consistentHash'));
  if (
    loadBalancer.has('localityLbSetting') &&
    loadBalancer.has('zoneAwareLbSetting')
  ) {
    loadBalancer.error(
      'exclusive',
      'only one of localityLbSetting or zoneAwareLbSetting can be set',
    );
  }
  validateLocalityLb(
    loadBalancer.get('localityLbSetting'),
    hasOutlierDetection,
  );
  validateZoneAwareLb(
    loadBalancer.get('zoneAwareLbSetting'),
    hasOutlierDetection,
  );
  if (loadBalancer.has('warmup') && loadBalancer.has('warmupDurationSecs')) {
    loadBalancer.error(
      'exclusive',
      'only one of warmupDurationSecs or warmup can be set',
    );
  }
  validateDurations(loadBalancer, 'warmupDurationSecs');
  validateWarmup(loadBalancer.get('warmup'));
}
