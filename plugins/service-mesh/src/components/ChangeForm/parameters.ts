import { isMap } from './isMap';

/** Parameters of a change; what was emptied on purpose is null, so that no suggestion fills it again. */
export type Given = Readonly<Record<string, unknown>>;

/** What the URL says was given; nothing where it cannot be read. */
export function readGiven(text: string): Given {
  try {
    const value: unknown = JSON.parse(text);
    return isMap(value) ? value : {};
  } catch {
    return {};
  }
}

/** What was given, as text for the URL; empty for nothing. */
export function writeGiven(given: Given): string {
  return Object.keys(given).length === 0
    ? ''
    : JSON.stringify(given, (_, value: unknown) => value ?? null);
}

/** What was emptied on purpose has no value. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(emptied);
  }
  return isMap(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, emptied(each)]),
      )
    : value ?? undefined;
}

/** What was given over what is suggested; emptied fields stay, without a value. */
export function shownParameters(
  suggested: Given,
  given: Given,
): Record<string, unknown> {
  const shown: Record<string, unknown> = { ...suggested };
  for (const [name, value] of Object.entries(given)) {
    shown[name] = emptied(value);
  }
  return shown;
}

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === 'object' && Object.keys(value).length === 0);

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter(entry => entry !== undefined && entry !== null)
      .map(withoutEmpty);
  }
  return isMap(value) ? sentParameters(value) : value;
}

/** The parameters to send: a field, list or map without anything in it is left out. */
export function sentParameters(shown: Given): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(shown)
      .map(([name, value]) => [name, withoutEmpty(value)])
      .filter(([, value]) => !isEmpty(value)),
  );
}

/** What is given once somebody changed what was shown: the fields that differ from it join what was given before. */
export function givenAfter(given: Given, shown: Given, changed: Given): Given {
  const next: Record<string, unknown> = { ...given };
  for (const name of new Set([
    ...Object.keys(shown),
    ...Object.keys(changed),
  ])) {
    if (JSON.stringify(shown[name]) !== JSON.stringify(changed[name])) {
      next[name] = changed[name] ?? null;
    }
  }
  return next;
}
