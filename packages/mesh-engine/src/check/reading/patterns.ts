/** Whether a text fits a pattern of an AuthorizationPolicy: itself, `prefix*`, `*suffix` or `*`. */
export function fitsPattern(pattern: string, text: string): boolean {
  if (pattern === '*') {
    return text !== '';
  }
  if (pattern.startsWith('*')) {
    return text.endsWith(pattern.slice(1));
  }
  return pattern.endsWith('*')
    ? text.startsWith(pattern.slice(0, -1))
    : text === pattern;
}

/** Whether everything that fits the second pattern fits the first. */
export function coversPattern(pattern: string, other: string): boolean {
  if (pattern === other || pattern === '*') {
    return true;
  }
  if (pattern.startsWith('*')) {
    return !other.endsWith('*') && other.endsWith(pattern.slice(1));
  }
  return (
    pattern.endsWith('*') &&
    !other.startsWith('*') &&
    other.startsWith(pattern.slice(0, -1))
  );
}

/** Whether a pattern stands for several texts. */
export const isPattern = (text: string): boolean =>
  text.startsWith('*') || text.endsWith('*');
