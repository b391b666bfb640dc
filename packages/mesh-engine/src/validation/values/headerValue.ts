type State =
  | 'literal'
  | 'variable'
  | 'arguments'
  | 'string expected'
  | 'string'
  | 'after string'
  | 'arguments end'
  | 'variable end';

const PREFIX = 'invalid header configuration.';

const WRONG: Partial<Record<State, string>> = {
  'string expected': `${PREFIX} Expecting '"'`,
  'after string': `${PREFIX} Expecting ',', ']', or whitespace`,
  'arguments end': `${PREFIX} Expecting ')' or whitespace`,
  'variable end': `${PREFIX} Expecting '%' or whitespace after`,
};

/** Which letter leads from which state to which. A star stands for every other letter but a space. */
const STEPS: Record<State, Record<string, State>> = {
  literal: { '%': 'variable' },
  variable: { '%': 'literal', '(': 'arguments' },
  arguments: { '[': 'string expected', '*': 'string' },
  'string expected': { '"': 'string' },
  string: { ')': 'variable end', '"': 'after string' },
  'after string': { ',': 'string expected', ']': 'arguments end' },
  'arguments end': { ')': 'variable end' },
  'variable end': { '%': 'literal' },
};

/** What is wrong with the variables of a header's value, as Envoy reads `%NAME%` and `%NAME(arguments)%`. */
function variablesProblem(value: string): string | undefined {
  let state: State = 'literal';
  for (let position = 0; position < value.length; position++) {
    const letter = value[position];
    const next = value[position + 1];
    if (state === 'literal' && letter === '%' && next === undefined) {
      return `${PREFIX} Un-escaped %`;
    }
    if (state === 'string' && letter === '\\' && next === undefined) {
      return `${PREFIX} Un-terminated backslash in JSON string`;
    }
    const isEscape: boolean =
      (state === 'literal' && letter === '%' && next === '%') ||
      (state === 'string' && letter === '\\');
    if (isEscape) {
      position++;
    } else {
      const step: State | undefined =
        STEPS[state][letter] ??
        (letter === ' ' ? undefined : STEPS[state]['*']);
      if (step === undefined && letter !== ' ' && WRONG[state]) {
        return WRONG[state];
      }
      state = step ?? state;
    }
  }
  return state === 'literal'
    ? undefined
    : `${PREFIX} Un-terminated variable expression '${value}'`;
}

const isControl = (letter: string) =>
  (letter < ' ' && letter !== '\t') || letter === '\x7f';

/** What is wrong with a value that Envoy gives a header. */
export function headerValueProblem(value: string): string | undefined {
  if ([...value].some(isControl)) {
    return `header value configuration ${JSON.stringify(value)} is invalid`;
  }
  const problem = variablesProblem(value);
  return problem && `header value configuration: ${problem}`;
}
