/** The steps of a field such as `dependencies[0].service`. */
export const fieldsOf = (field: string): (string | number)[] =>
  field
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map(step => (/^\d+$/.test(step) ? Number(step) : step));

/** The value of parameters at a field; undefined where there is none. */
export const valueAt = (
  value: unknown,
  path: readonly (string | number)[],
): unknown =>
  path.reduce<unknown>(
    (current, step) =>
      typeof current === 'object' &&
      current !== null &&
      Object.hasOwn(current, step)
        ? (current as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );

/** The first field of parameters that has a value. */
export function fieldOf(
  parameters: unknown,
  wanted: string,
  field = '',
): string | undefined {
  if (parameters === wanted) {
    return field;
  }
  if (typeof parameters !== 'object' || parameters === null) {
    return undefined;
  }
  for (const [name, value] of Object.entries(parameters)) {
    const path = Array.isArray(parameters)
      ? `${field}[${name}]`
      : [field, name].filter(Boolean).join('.');
    const found = fieldOf(value, wanted, path);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
