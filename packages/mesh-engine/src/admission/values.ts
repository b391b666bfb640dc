import { RE2JS } from 're2js';
import { asNumber, asRecord, asText, asWord } from '../resources/fields';
import { parseDuration } from '../schemas/parseDuration';
import { isDnsLabel, portNumber, wildcardDomain } from './names';
import type { Report } from './Report';

export const isSet = (value: unknown) => value !== undefined && value !== null;

export function isRegex(text: string): boolean {
  try {
    RE2JS.compile(text);
    return true;
  } catch {
    return false;
  }
}

/** Nanoseconds are cut: Istio takes milliseconds. */
export function duration(report: Report, value: unknown, least = 1): void {
  const text = asText(value);
  if (text === undefined) {
    return;
  }
  const milliseconds = millisecondsOf(text);
  if (milliseconds === undefined) {
    report.error(`${text} is not a duration`);
  } else if (milliseconds < least) {
    report.error('duration must be greater than 1ms');
  } else if (milliseconds % 1 !== 0) {
    report.error('only durations to ms precision are supported');
  }
}

/** Milliseconds of a duration such as `1.5s`. */
export function millisecondsOf(text: string): number | undefined {
  const nanoseconds = parseDuration(text);
  return nanoseconds === undefined ? undefined : Number(nanoseconds) / 1e6;
}

export function percent(report: Report, value: unknown): void {
  const number = asNumber(value);
  if (number !== undefined && (number < 0 || number > 100)) {
    report.error(`percentage ${number} is not in range 0..100`);
  }
}

export function stringMatch(
  report: Report,
  value: unknown,
  isEmptyPrefixAllowed = false,
): void {
  const { regex, prefix } = asRecord(value);
  const text = asText(regex);
  if (prefix === '' && !isEmptyPrefixAllowed) {
    report.error('prefix string match should not be empty');
  }
  if (text === undefined) {
    return;
  }
  if (text === '') {
    report.error('regex string match should not be empty');
  } else if (!isRegex(text)) {
    report.error(`invalid regex ${text}`);
  }
}

export function destination(report: Report, value: unknown): void {
  const { host, subset, port } = asRecord(value);
  if (asText(host) === '*') {
    report.at('host').error('invalid destination host *');
  } else {
    report.at('host').error(wildcardDomain(asText(host) ?? ''));
  }
  if (asText(subset)) {
    report
      .at('subset')
      .error(
        isDnsLabel(asWord(subset))
          ? undefined
          : `subset name is invalid: ${subset}`,
      );
  }
  if (isSet(port)) {
    report.at('port').error(portNumber(asNumber(asRecord(port).number)));
  }
}
