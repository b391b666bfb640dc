/**
 * Reading of values that nobody has validated: each answers the wanted type or the absence of it, and never throws.
 */

/** The value as an object; empty when it is none. */
export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** The value as a list; empty when it is none. */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text, or undefined. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A text, number or boolean as text, for sentences; empty for anything else. */
export function asWord(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? String(value)
    : '';
}

/** The value as a finite number; text that is a whole number counts, as in ports and counters of the wild. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : undefined;
  }
  return typeof value === 'string' && /^-?\d+$/.test(value)
    ? Number(value)
    : undefined;
}

/** The texts of a list. */
export function asTexts(value: unknown): string[] {
  return asList(value).filter(
    (entry): entry is string => typeof entry === 'string',
  );
}

/** The text values of an object, such as labels; numbers and booleans become text as in YAML without quotes. */
export function asLabels(value: unknown): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [key, entry] of Object.entries(asRecord(value))) {
    if (['string', 'number', 'boolean'].includes(typeof entry)) {
      labels[key] = String(entry);
    }
  }
  return labels;
}

/** The value at a path of field names and positions. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let current = value;
  for (const step of path) {
    current =
      typeof step === 'number'
        ? asList(current)[step]
        : Object.prototype.hasOwnProperty.call(asRecord(current), step)
        ? asRecord(current)[step]
        : undefined;
  }
  return current;
}
