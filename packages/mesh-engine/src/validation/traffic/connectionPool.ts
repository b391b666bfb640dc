import type { Field } from '../Field';
import { validateDurations, validateNonNegative } from '../parts/fields';

const HTTP_NUMBERS = {
  http1MaxPendingRequests: 'http1 max pending requests',
  http2MaxRequests: 'http2 max requests',
  maxRequestsPerConnection: 'max requests per connection',
  maxRetries: 'max retries',
  maxConcurrentStreams: 'max concurrent streams',
};

function validateHttp(http: Field): void {
  validateNonNegative(http, HTTP_NUMBERS);
  validateDurations(http, 'idleTimeout');
  if (
    http.get('h2UpgradePolicy').text === 'UPGRADE' &&
    http.get('useClientProtocol').isTrue
  ) {
    http.error(
      'exclusive',
      'use client protocol must not be true when H2UpgradePolicy is UPGRADE',
    );
  }
  const keepAlive = http.get('http2KeepAlive');
  validateDurations(keepAlive, 'interval', 'timeout');
  for (const name of ['interval', 'timeout']) {
    if (keepAlive.isSet && !keepAlive.has(name)) {
      keepAlive.error(
        'required',
        `http2KeepAlive must have ${name}`,
        'Set both interval and timeout.',
      );
    }
  }
}

function validateTcp(tcp: Field): void {
  validateNonNegative(tcp, { maxConnections: 'max connections' });
  const idle = tcp.get('idleTimeout').text;
  validateDurations(
    tcp,
    'connectTimeout',
    'maxConnectionDuration',
    // Zero takes the timeout away.
    ...(/^0+(?:\.0+)?(?:s|ms|m|h)?$/.test(idle) ? [] : ['idleTimeout']),
  );
  validateDurations(tcp.get('tcpKeepalive'), 'time', 'interval');
}

/** Limits of connections. */
export function validateConnectionPool(pool: Field): void {
  if (pool.isSet && !pool.has('http', 'tcp')) {
    pool.error('required', 'connection pool must have at least one field');
  }
  validateHttp(pool.get('http'));
  validateTcp(pool.get('tcp'));
}
