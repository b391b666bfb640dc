export type TextTest = (text: string) => boolean;

/** A value of an AuthorizationPolicy: exact, `prefix*`, `*suffix`, or `*` for anything that is not empty. */
export function textTest(value: string): TextTest {
  if (value === '*') {
    return text => text !== '';
  }
  if (value.startsWith('*')) {
    const suffix = value.slice(1);
    return text => text.endsWith(suffix);
  }
  if (value.endsWith('*')) {
    const prefix = value.slice(0, -1);
    return text => text.startsWith(prefix);
  }
  return text => text === value;
}
