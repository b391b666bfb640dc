/** A share with two significant digits, such as `4.1 %`; only all of it is `100 %`, and only nothing `0 %`. */
export function share(value: number): string {
  const percent = value * 100;
  if (percent === 0 || percent === 100) {
    return `${percent} %`;
  }
  if (percent > 99.9) {
    return '> 99.9 %';
  }
  if (percent < 0.001) {
    return '< 0.001 %';
  }
  return `${Number(
    percent >= 10 ? percent.toFixed(1) : percent.toPrecision(2),
  )} %`;
}

/** A rate, such as `1.2k req/s`. */
export function rate(value: number, unit = 'req/s'): string {
  const [size, prefix] =
    value >= 1e6 ? [1e6, 'M'] : value >= 1000 ? [1000, 'k'] : [1, ''];
  if (prefix) {
    return `${Number((value / size).toFixed(1))}${prefix} ${unit}`;
  }
  if (value > 0 && value < 0.01) {
    return `< 0.01 ${unit}`;
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
export function count(
  number: number,
  noun: string,
  plural = `${noun}s`,
): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** A sentence from a phrase: a capital letter and a full stop. */
export function sentence(words: string): string {
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A phrase from a sentence, to stand inside another. */
export function phrase(text: string): string {
  return text.replace(/\.$/, '');
}
