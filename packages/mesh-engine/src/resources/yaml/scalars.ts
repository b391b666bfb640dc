/** Thrown where text is not in the plain part of YAML, so that the full parser has to read it. */
export const NOT_PLAIN = new Error('not in the plain part of YAML');

const WORDS = new Map<string, unknown>([
  ...['~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['true', 'True', 'TRUE'].map(word => [word, true] as const),
  ...['false', 'False', 'FALSE'].map(word => [word, false] as const),
]);
const SIMPLE_NUMBER = /^(?:0|[1-9]\d{0,14}|(?:0|[1-9]\d{0,5})\.\d{1,6})$/;
/** Everything that YAML 1.2 reads as a number. */
const NUMBER =
  /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const NUMBER_START = /^[-+.\d]/;
const NOT_FIRST = /^(?:[\]{}[,#&*!|>'"%@`]|[-?:](?: |$))/;
const DOUBLE = /"(?:[^"\\\n]|\\.)*"/y;
const SINGLE = /'(?:[^'\n]|'')*'/y;

/** A scalar with its end. */
export interface Quoted {
  value: string;
  end: number;
}

/** Whether a word without quotes means something else than itself. */
export function isWord(text: string): boolean {
  return WORDS.has(text);
}

/** The value of a scalar without quotes, as YAML 1.2 has it. @throws NOT_PLAIN */
export function plainValue(text: string): unknown {
  if (NUMBER_START.test(text)) {
    if (SIMPLE_NUMBER.test(text)) {
      return Number(text);
    }
    if (NUMBER.test(text)) {
      throw NOT_PLAIN;
    }
  }
  if (NOT_FIRST.test(text)) {
    throw NOT_PLAIN;
  }
  const word = WORDS.get(text);
  return word === undefined ? text : word;
}

/** A scalar in quotes that ends on its line. @throws NOT_PLAIN */
export function quotedAt(text: string, at: number): Quoted {
  const isDouble = text[at] === '"';
  const pattern = isDouble ? DOUBLE : SINGLE;
  pattern.lastIndex = at;
  const [written] = pattern.exec(text) ?? [];
  if (written === undefined) {
    throw NOT_PLAIN;
  }
  const end = at + written.length;
  if (!isDouble) {
    return { value: written.slice(1, -1).replace(/''/g, "'"), end };
  }
  if (!written.includes('\\')) {
    return { value: written.slice(1, -1), end };
  }
  try {
    return { value: JSON.parse(written) as string, end };
  } catch {
    throw NOT_PLAIN;
  }
}
