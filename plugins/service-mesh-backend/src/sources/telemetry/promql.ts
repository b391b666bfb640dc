const escape = (text: string) =>
  text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

/** A PromQL string literal. */
export const literal = (text: string) => `"${escape(text)}"`;

/** A regular expression that matches one of the texts and nothing else, as a PromQL string literal. */
export const anyOf = (texts: readonly string[]) =>
  literal(
    texts.map(text => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')).join('|'),
  );

/** Joins matchers; empty ones are left out. */
export const matchers = (...parts: (string | undefined)[]) =>
  parts.filter(Boolean).join(',');
