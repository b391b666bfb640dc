const UNKNOWN = 'unknown';

/** Two significant digits, without an exponent. */
const short = (value: number) =>
  value >= 100
    ? String(Math.round(value))
    : value.toLocaleString('en-US', {
        maximumSignificantDigits: 2,
        useGrouping: false,
      });

/** Requests per second, such as `1.2k req/s`. */
export function formatRate(value: number | null | undefined): string {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  return value >= 1000
    ? `${(value / 1000).toFixed(1)}k req/s`
    : `${short(value)} req/s`;
}

/** A share, such as `0.42 %`. */
export function formatShare(value: number | null | undefined): string {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  const percent = value * 100;
  return percent >= 10 && percent < 99.95
    ? `${percent.toFixed(1)} %`
    : `${short(percent)} %`;
}

/** A latency in milliseconds, such as `87 ms`. */
export function formatLatency(value: number | null | undefined): string {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  return value >= 10_000
    ? `${(value / 1000).toFixed(1)} s`
    : `${short(value)} ms`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes, such as `1.4 MB`. */
export function formatBytes(value: number | null | undefined): string {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  let rest = value;
  let unit = 0;
  while (rest >= 1000 && unit < BYTE_UNITS.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${short(rest)} ${BYTE_UNITS[unit]}`;
}

/** CPU in cores, such as `120 m`. */
export function formatCores(value: number | null | undefined): string {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  return value < 1 ? `${short(value * 1000)} m` : `${short(value)} cores`;
}

const DURATIONS: [number, string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

/** A length of time in its largest unit, such as `11 h`. */
export function formatDuration(milliseconds: number): string {
  const [size, unit] =
    DURATIONS.find(([length]) => milliseconds >= 2 * length) ?? DURATIONS[3];
  return `${Math.max(0, Math.round(milliseconds / size))} ${unit}`;
}

/** An age or a time to come, such as `3 h ago` or `in 11 h`. */
export function formatAge(time: string, now: Date): string {
  const difference = now.getTime() - Date.parse(time);
  return difference >= 0
    ? `${formatDuration(difference)} ago`
    : `in ${formatDuration(-difference)}`;
}
