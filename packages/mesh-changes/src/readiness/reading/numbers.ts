/** The value as a port or an id; text that is a whole number counts. */
export function numberOf(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && /^\d{1,10}$/.test(value)
      ? Number(value)
      : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}
