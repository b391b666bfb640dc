/** A share with two significant digits, such as `4.1 %`. */
export function share(value: number): string {
  const percent = value * 100;
  if (percent === 0 || percent >= 99.95) {
    return `${Math.round(percent)} %`;
  }
  return `${
    percent >= 10 ? percent.toFixed(1) : Number(percent.toPrecision(2))
  } %`;
}

/** A rate, such as `1.2k req/s`. */
export function rate(value: number, unit = 'req/s'): string {
  if (value >= 1000) {
    return `${(value / 1000).toFixed(1)}k ${unit}`;
  }
  return `${
    value >= 100 ? Math.round(value) : Number(value.toPrecision(2))
  } ${unit}`;
}

/** A time of the day in UTC, with the day when it is another. */
export function clock(time: Date, now: Date): string {
  const text = time.toISOString();
  const isToday = text.slice(0, 10) === now.toISOString().slice(0, 10);
  return isToday
    ? `${text.slice(11, 16)} UTC`
    : `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

/** A length of time in its largest unit, such as `11 h`. */
export function duration(milliseconds: number): string {
  const units: [number, string][] = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'min'],
    [1000, 's'],
  ];
  const [size, unit] =
    units.find(([length]) => milliseconds >= 2 * length) ?? units[3];
  return `${Math.max(0, Math.round(milliseconds / size))} ${unit}`;
}

/** `1 service`, `2 services`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
