/** The fields that have a value; undefined when none has. */
export function given<T extends object>(fields: T): Partial<T> | undefined {
  const entries = Object.entries(fields).filter(
    ([, value]) => value !== undefined,
  );
  return entries.length > 0
    ? (Object.fromEntries(entries) as Partial<T>)
    : undefined;
}
