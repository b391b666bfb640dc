import { RE2JS } from 're2js';

const MAX_LENGTH = 1024;

/** What is wrong with a regular expression for Envoy. */
export function regexProblem(regex: string, where: string): string | undefined {
  const place = JSON.stringify(where);
  if (regex === '') {
    return `${place}: regex string match should not be empty`;
  }
  if (regex.length > MAX_LENGTH) {
    return `${place}: regex is too large, max length allowed is ${MAX_LENGTH}`;
  }
  try {
    RE2JS.compile(regex);
    return undefined;
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    return `${place}: ${says}; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)`;
  }
}
