/** The end of a day such as `2027-01-31`, UTC; undefined for what is no day. @public */
export function lastMomentOf(day: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) {
    return undefined;
  }
  const last = new Date(`${day}T23:59:59.999Z`);
  // February 30 would be a day of March.
  return !Number.isNaN(last.getTime()) && last.toISOString().startsWith(day)
    ? last
    : undefined;
}
