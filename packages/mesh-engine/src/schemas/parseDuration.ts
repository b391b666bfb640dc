const NANOSECONDS: Record<string, number> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** The longest that 64 bits hold, some 292 years. */
const LONGEST = 2 ** 63;

/** Nanoseconds of a duration as Go writes it, such as `1h30m` or `-1.5s`; undefined for anything else. */
export function parseDuration(value: string): number | undefined {
  const [, sign, amount] = /^([-+]?)(.*)$/s.exec(value) ?? [];
  if (amount === '0') {
    return 0;
  }
  if (
    !amount ||
    !/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(amount)
  ) {
    return undefined;
  }
  let total = 0;
  for (const [, digits, unit] of amount.matchAll(/([\d.]+)([^\d.]+)/g)) {
    total += Number(digits) * NANOSECONDS[unit];
  }
  return total < LONGEST ? (sign === '-' ? -total : total) : undefined;
}
