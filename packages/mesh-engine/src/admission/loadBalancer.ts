import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
} from '../resources/fields';
import { duration, isSet, millisecondsOf } from './values';
import type { Report } from './Report';

/** Localities, none of which may be part of another. */
export function localities(report: Report, names: readonly string[]): void {
  names.forEach((name, index) => {
    const at = report.at(index);
    if (name === '') {
      at.error('locality must not be empty');
    }
    const parts = name.split('/');
    if (
      parts.some(
        (part, position) =>
          part === '' ||
          (part === '*' && position < parts.length - 1) ||
          (part !== '*' && part.includes('*')),
      )
    ) {
      at.error(
        `locality ${name} wildcard '*' number can not exceed 1 and must be in the end`,
      );
    }
    if (parts.length > 3) {
      at.error(`locality ${name} must have at most three parts`);
    }
    const overlaps = names.slice(0, index).find(other => {
      const trimmed = (text: string) => text.replace(/\/?\*$/, '');
      const [a, b] = [trimmed(name), trimmed(other)];
      return (
        a === b ||
        (`${a}/`.startsWith(`${b}/`) &&
          (other.endsWith('*') || b.split('/').length < parts.length)) ||
        (`${b}/`.startsWith(`${a}/`) &&
          (name.endsWith('*') ||
            a.split('/').length < other.split('/').length)) ||
        a === '' ||
        b === ''
      );
    });
    if (overlaps !== undefined) {
      at.error(`locality ${name} overlaps with ${overlaps}`);
    }
  });
}

const REGION_KEYS = ['topology.kubernetes.io/region'];

export function localityLoadBalancing(
  report: Report,
  value: unknown,
  outlier: unknown,
): void {
  if (!isSet(value)) {
    return;
  }
  const setting = asRecord(value);
  const distribute = asList(setting.distribute);
  const failover = asList(setting.failover);
  const priority = asTexts(setting.failoverPriority);
  if (distribute.length > 0 && (failover.length > 0 || priority.length > 0)) {
    report.error(
      `can not simultaneously specify 'distribute' and '${
        failover.length > 0 ? 'failover' : 'failover priority'
      }'`,
    );
  }
  const from: string[] = [];
  distribute.forEach((entry, index) => {
    const { from: source, to } = asRecord(entry);
    from.push(asText(source) ?? '');
    const targets = Object.entries(asRecord(to));
    const total = targets.reduce(
      (sum, [, weight]) => sum + (asNumber(weight) ?? 0),
      0,
    );
    for (const [locality, weight] of targets) {
      const number = asNumber(weight) ?? 0;
      if (number <= 0) {
        report
          .at('distribute', index)
          .error(
            `locality weight must not be in range [1, 100] for ${locality}`,
          );
      }
    }
    if (total !== 100) {
      report
        .at('distribute', index)
        .error(`total locality weight ${total} != 100`);
    }
    localities(
      report.at('distribute', index, 'to'),
      targets.map(([locality]) => locality),
    );
  });
  localities(report.at('distribute'), from);
  failover.forEach((entry, index) => {
    const { from: source, to } = asRecord(entry) as Record<
      string,
      string | undefined
    >;
    const at = report.at('failover', index);
    if (source === to) {
      at.error(`locality lb failover settings must specify different regions`);
    }
    if ([source, to].some(region => /[/*]/.test(region ?? ''))) {
      at.error('locality lb failover only specify region');
    }
  });
  if (failover.length > 0 && priority.some(key => REGION_KEYS.includes(key))) {
    report.error(
      "can not simultaneously specify 'failover' and a region in 'failover priority'",
    );
  }
  if ((failover.length > 0 || priority.length > 0) && !isSet(outlier)) {
    report.warn('outlier detection policy must be provided for failover');
  }
}

/** Zones are a matter of one region, so that a failover by region has no place here. */
export function zoneAwareLoadBalancing(
  report: Report,
  value: unknown,
  outlier: unknown,
): void {
  const priority = asTexts(asRecord(value).failoverPriority);
  if (priority.some(key => REGION_KEYS.includes(key))) {
    report.error(
      `failoverPriority of zone aware load balancing cannot name ${REGION_KEYS[0]}`,
    );
  }
  localityLoadBalancing(report, value, outlier);
}

const HASH_KEYS = [
  'httpHeaderName',
  'httpCookie',
  'useSourceIp',
  'httpQueryParameterName',
];

/** How requests are spread. */
export function loadBalancer(
  report: Report,
  value: unknown,
  outlier: unknown,
): void {
  if (!isSet(value)) {
    return;
  }
  const settings = asRecord(value);
  const hash = settings.consistentHash;
  if (isSet(hash)) {
    const rule = asRecord(hash);
    if (isSet(rule.httpCookie)) {
      const { name, ttl, attributes } = asRecord(rule.httpCookie);
      if (!asText(name)) {
        report
          .at('consistentHash', 'httpCookie')
          .error('name required for HttpCookie');
      }
      const milliseconds = millisecondsOf(asText(ttl) ?? '');
      if (milliseconds !== undefined && milliseconds < 0) {
        report
          .at('consistentHash', 'httpCookie', 'ttl')
          .error('ttl must be non-negative');
      }
      asList(attributes).forEach((attribute, index) => {
        if (!asText(asRecord(attribute).name)) {
          report
            .at('consistentHash', 'httpCookie', 'attributes', index)
            .error('attribute name required');
        }
      });
    }
    if (!HASH_KEYS.some(key => isSet(rule[key]) && rule[key] !== '')) {
      report.at('consistentHash').error('consistentHash must have a hash key');
    }
    const table = asRecord(rule.maglev).tableSize;
    if (isSet(table)) {
      const size = asNumber(table) ?? 0;
      const isPrime =
        size > 1 &&
        [...Array(Math.max(0, Math.floor(Math.sqrt(size)) - 1)).keys()].every(
          step => size % (step + 2) !== 0,
        );
      if (size > 5000011 || !isPrime) {
        report
          .at('consistentHash', 'maglev', 'tableSize')
          .error(
            'tableSize must be a prime number of at most 5000011 for maglev',
          );
      }
    }
  }
  if (isSet(settings.localityLbSetting) && isSet(settings.zoneAwareLbSetting)) {
    report.error(
      'only one of localityLbSetting and zoneAwareLbSetting can be set',
    );
  }
  if (isSet(settings.warmupDurationSecs) && isSet(settings.warmup)) {
    report.error('cannot specify both warmupDurationSecs and warmup');
  }
  if (isSet(settings.warmup)) {
    const {
      duration: time,
      minimumPercent,
      aggression,
    } = asRecord(settings.warmup);
    if (!isSet(time)) {
      report.at('warmup').error('duration is required');
    }
    duration(report.at('warmup', 'duration'), time);
    if ((asNumber(minimumPercent) ?? 0) > 100) {
      report
        .at('warmup', 'minimumPercent')
        .error('minimum percent must be <= 100');
    }
    const force = typeof aggression === 'number' ? aggression : 1;
    if (force < 1) {
      report
        .at('warmup', 'aggression')
        .error('aggression should be greater than or equal to 1');
    }
  }
  zoneAwareLoadBalancing(
    report.at('zoneAwareLbSetting'),
    settings.zoneAwareLbSetting,
    outlier,
  );
  localityLoadBalancing(
    report.at('localityLbSetting'),
    settings.localityLbSetting,
    outlier,
  );
}
