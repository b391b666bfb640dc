/** Yes, no, or the names of what it depends on. */
export type Truth = boolean | readonly string[];

function combine(parts: Iterable<Truth>, decisive: boolean): Truth {
  const unknown = new Set<string>();
  for (const part of parts) {
    if (part === decisive) {
      return decisive;
    }
    if (typeof part !== 'boolean') {
      part.forEach(name => unknown.add(name));
    }
  }
  return unknown.size > 0 ? [...unknown] : !decisive;
}

/** Yes when all are, also when there is none. */
export const allOf = (parts: Iterable<Truth>): Truth => combine(parts, false);

/** Yes when one is. */
export const anyOf = (parts: Iterable<Truth>): Truth => combine(parts, true);

export const not = (truth: Truth): Truth =>
  typeof truth === 'boolean' ? !truth : truth;
