const TOKEN =
  /\s+|\/\/[^\n]*|(?<string>[bBrR]{0,2}(?:"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))|(?<number>0x[0-9a-fA-F]+u?|(?:\d+\.\d+|\.\d+|\d+)(?:[eE][-+]?\d+)?[uU]?)|(?<name>[A-Za-z_]\w*|`[\w.\-/ ]+`)|(?<sign>&&|\|\||[=!<>]=|[-+*/%<>?:!.,()[\]{}])/y;

const RESERVED = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

const LEVELS = [['||'], ['&&'], ['==', '!=', '<', '<=', '>', '>=', 'in']];
const SUMS = ['+', '-'];
const PRODUCTS = ['*', '/', '%'];
const MAX_DEPTH = 250;

interface Token {
  kind: 'string' | 'number' | 'name' | 'sign';
  text: string;
}

class CelError extends Error {}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const start = TOKEN.lastIndex;
    const groups = TOKEN.exec(expression)?.groups;
    if (!groups) {
      throw new CelError(`token recognition error at: '${expression[start]}'`);
    }
    for (const kind of ['string', 'number', 'name', 'sign'] as const) {
      if (groups[kind] !== undefined) {
        tokens.push({ kind, text: groups[kind] });
      }
    }
  }
  return tokens;
}

/** Reads an expression by the grammar of CEL, and keeps nothing of it. */
class Reader {
  readonly #tokens: Token[];
  #position = 0;
  #depth = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  readAll(): void {
    this.#expression();
    if (this.#position < this.#tokens.length) {
      this.#fail();
    }
  }

  #fail(): never {
    const token = this.#tokens[this.#position];
    throw new CelError(
      `Syntax error: ${
        token
          ? `mismatched input '${token.text}'`
          : 'the expression ends too early'
      }`,
    );
  }

  #take(...texts: string[]): boolean {
    const token = this.#tokens[this.#position];
    const fits =
      token !== undefined &&
      token.kind !== 'string' &&
      texts.includes(token.text);
    this.#position += Number(fits);
    return fits;
  }

  #need(text: string): void {
    if (!this.#take(text)) {
      this.#fail();
    }
  }

  #expression(): void {
    this.#depth++;
    if (this.#depth > MAX_DEPTH) {
      throw new CelError('expression recursion limit exceeded');
    }
    this.#binary(0);
    if (this.#take('?')) {
      this.#binary(0);
      this.#need(':');
      this.#expression();
    }
    this.#depth--;
  }

  #binary(level: number): void {
    const signs = [...LEVELS, SUMS, PRODUCTS][level];
    if (!signs) {
      this.#unary();
      return;
    }
    do {
      this.#binary(level + 1);
    } while (this.#take(...signs));
  }

  #unary(): void {
    const sign = ['!', '-'].find(one => this.#take(one));
    while (sign && this.#take(sign));
    this.#primary();
    while (this.#member());
  }

  #member(): boolean {
    if (this.#take('.')) {
      this.#take('?');
      this.#name();
      this.#call();
      return true;
    }
    if (this.#take('[')) {
      this.#take('?');
      this.#expression();
      this.#need(']');
      return true;
    }
    return false;
  }

  #name(): void {
    const token = this.#tokens[this.#position];
    if (token?.kind !== 'name' || RESERVED.has(token.text)) {
      this.#fail();
    }
    this.#position++;
  }

  #call(): void {
    if (this.#take('(')) {
      this.#list(')', () => this.#expression());
    }
  }

  /** Entries up to a closing sign; a comma after the last is taken in lists and maps. */
  #list(end: string, entry: () => void): void {
    while (!this.#take(end)) {
      entry();
      if (this.#take(end)) {
        return;
      }
      this.#need(',');
      if (end === ')' && this.#tokens[this.#position]?.text === end) {
        this.#fail();
      }
    }
  }

  #primary(): void {
    const token = this.#tokens[this.#position];
    if (token?.kind === 'string' || token?.kind === 'number') {
      this.#position++;
    } else if (this.#take('(')) {
      this.#expression();
      this.#need(')');
    } else if (this.#take('[')) {
      this.#list(']', () => this.#expression());
    } else if (this.#take('{')) {
      this.#pairs();
    } else {
      this.#take('.');
      this.#name();
      this.#call();
      if (this.#take('{')) {
        this.#pairs();
      }
    }
  }

  #pairs(): void {
    this.#list('}', () => {
      this.#take('?');
      this.#expression();
      this.#need(':');
      this.#expression();
    });
  }
}

/** What is wrong with the syntax of an expression in CEL. */
export function celProblem(expression: string): string | undefined {
  try {
    new Reader(tokensOf(expression)).readAll();
    return undefined;
  } catch (error) {
    if (error instanceof CelError) {
      return `must be a valid CEL expression, ${error.message}`;
    }
    throw error;
  }
}
