import type { KubeObject } from '@ecotrack/mesh-engine';

/** The value as an object; empty when it is none. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** The value as a list; empty when it is none. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts of a list. */
export function texts(value: unknown): string[] {
  return list(value).filter(
    (entry): entry is string => typeof entry === 'string',
  );
}

/** The text values of an object, such as labels. */
export function labelsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

type Path = readonly (string | number)[];

/** The value at a path of field names and positions. */
export function at(value: unknown, ...path: Path): unknown {
  return path.reduce(
    (current, step) =>
      typeof step === 'number' ? list(current)[step] : record(current)[step],
    value,
  );
}

function replaced(value: unknown, path: Path, next: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    return next;
  }
  const inner = replaced(at(value, step), rest, next);
  if (typeof step === 'number') {
    const entries = list(value);
    return inner === undefined
      ? entries.filter((_, index) => index !== step)
      : [...entries.slice(0, step), inner, ...entries.slice(step + 1)];
  }
  return inner === undefined
    ? Object.fromEntries(
        Object.entries(record(value)).filter(([name]) => name !== step),
      )
    : { ...record(value), [step]: inner };
}

/** The object with another value at a path; without the field when the value is undefined. */
export function withAt(
  object: KubeObject,
  path: Path,
  next: unknown,
): KubeObject {
  return replaced(object, path, next) as KubeObject;
}

/** Whether two lists have the same entries, in whatever order. */
export function isSameSet(
  a: readonly unknown[],
  b: readonly unknown[],
): boolean {
  return a.length === b.length && a.every(entry => b.includes(entry));
}
