import { asNumber, asRecord } from '../resources/fields';
import { duration, isSet } from './values';
import type { Report } from './Report';

export function outlierDetection(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const rule = asRecord(value);
  duration(report.at('interval'), rule.interval);
  duration(report.at('baseEjectionTime'), rule.baseEjectionTime);
  if (isSet(rule.consecutiveErrors) && rule.consecutiveErrors !== 0) {
    report
      .at('consecutiveErrors')
      .warn(
        'outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
      );
  }
  if (
    rule.splitExternalLocalOriginErrors !== true &&
    (asNumber(rule.consecutiveLocalOriginFailures) ?? 0) > 0
  ) {
    report.error(
      'outlier detection consecutive local origin failures is specified, but split external local origin errors is set to false',
    );
  }
  for (const field of ['maxEjectionPercent', 'minHealthPercent']) {
    const number = asNumber(rule[field]) ?? 0;
    if (number < 0 || number > 100) {
      report.at(field).error(`percentage ${number} is not in range 0..100`);
    }
  }
}

function http(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const pool = asRecord(value);
  for (const [field, words] of [
    ['http1MaxPendingRequests', 'http1 max pending requests'],
    ['http2MaxRequests', 'http2 max requests'],
    ['maxRequestsPerConnection', 'max requests per connection'],
    ['maxRetries', 'max retries'],
    ['maxConcurrentStreams', 'max concurrent streams'],
  ]) {
    if ((asNumber(pool[field]) ?? 0) < 0) {
      report.at(field).error(`${words} must be non-negative`);
    }
  }
  duration(
    report.at('idleTimeout'),
    pool.idleTimeout,
    pool.idleTimeout === '0s' ? 0 : 1,
  );
  const { interval, timeout } = asRecord(pool.http2KeepAlive);
  if (isSet(interval) !== isSet(timeout)) {
    report
      .at('http2KeepAlive')
      .error('http2KeepAlive needs both interval and timeout');
  }
  duration(report.at('http2KeepAlive', 'interval'), interval);
  duration(report.at('http2KeepAlive', 'timeout'), timeout);
  if (pool.h2UpgradePolicy === 'UPGRADE' && pool.useClientProtocol === true) {
    report.error(
      'use client protocol must not be true when H2UpgradePolicy is UPGRADE',
    );
  }
}

function tcp(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const pool = asRecord(value);
  if ((asNumber(pool.maxConnections) ?? 0) < 0) {
    report.at('maxConnections').error('max connections must be non-negative');
  }
  const keepalive = asRecord(pool.tcpKeepalive);
  for (const field of ['time', 'interval']) {
    duration(report.at('tcpKeepalive', field), keepalive[field], 1000);
  }
  duration(report.at('connectTimeout'), pool.connectTimeout);
  duration(
    report.at('idleTimeout'),
    pool.idleTimeout,
    pool.idleTimeout === '0s' ? 0 : 1,
  );
  duration(report.at('maxConnectionDuration'), pool.maxConnectionDuration);
}

export function connectionPool(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const pool = asRecord(value);
  if (!isSet(pool.http) && !isSet(pool.tcp)) {
    report.error('connection pool must have at least one field');
    return;
  }
  http(report.at('http'), pool.http);
  tcp(report.at('tcp'), pool.tcp);
}
