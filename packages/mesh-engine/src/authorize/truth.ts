/** Yes, no, or the names of what it depends on. */
export type Truth = boolean | readonly string[];

function combine<T>(
  parts: readonly T[],
  truthOf: (part: T) => Truth,
  decisive: boolean,
): Truth {
  let unknown: Set<string> | undefined;
  for (const part of parts) {
    const truth = truthOf(part);
    if (truth === decisive) {
      return decisive;
    }
    if (typeof truth !== 'boolean') {
      unknown ??= new Set();
      for (const name of truth) {
        unknown.add(name);
      }
    }
  }
  return unknown ? [...unknown] : !decisive;
}

/** Yes when all are, also when there is none. */
export const allOf = <T>(
  parts: readonly T[],
  truthOf: (part: T) => Truth,
): Truth => combine(parts, truthOf, false);

/** Yes when one is. */
export const anyOf = <T>(
  parts: readonly T[],
  truthOf: (part: T) => Truth,
): Truth => combine(parts, truthOf, true);

export const not = (truth: Truth): Truth =>
  typeof truth === 'boolean' ? !truth : truth;
