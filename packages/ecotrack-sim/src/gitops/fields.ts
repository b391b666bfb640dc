/** A value of a manifest that nobody has checked. */
export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a value; none when it is anything else. */
export const fieldsOf = (value: unknown): Fields =>
  isFields(value) ? value : {};

/** The text of a value; undefined when it is anything else. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
