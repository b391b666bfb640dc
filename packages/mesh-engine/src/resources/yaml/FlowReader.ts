import { isWord, NOT_PLAIN, plainValue, quotedAt } from './scalars';

const MAX_DEPTH = 50;
/** Plain scalars inside brackets: no bracket, comma, comment or lone colon. */
const PLAIN =
  /(?:[A-Za-z0-9_./$+]|-(?=[A-Za-z0-9_.]))(?:[^,[\]{}#:\n"]|:(?=[^ ,[\]{}\n]))*/y;

/** Reads `{ … }` and `[ … ]` that end on their line. Anything unusual throws NOT_PLAIN. */
export class FlowReader {
  readonly #text: string;
  #at: number;
  #depth = 0;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** Behind what was read. */
  get end(): number {
    return this.#at;
  }

  read(): unknown {
    if (this.#depth > MAX_DEPTH) {
      throw NOT_PLAIN;
    }
    const first = this.#text[this.#at];
    if (first === '{') {
      return this.#inside(() => this.#mapping());
    }
    if (first === '[') {
      return this.#inside(() => this.#sequence());
    }
    if (first === '"' || first === "'") {
      return this.#quoted();
    }
    return plainValue(this.#plain());
  }

  #inside<T>(read: () => T): T {
    this.#depth++;
    this.#at++;
    this.#spaces();
    const value = read();
    this.#at++;
    this.#depth--;
    return value;
  }

  #mapping(): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    while (this.#text[this.#at] !== '}') {
      const key = this.#key();
      if (key in value) {
        throw NOT_PLAIN;
      }
      this.#spaces();
      value[key] = this.read();
      this.#separator('}');
    }
    return value;
  }

  #sequence(): unknown[] {
    const value: unknown[] = [];
    while (this.#text[this.#at] !== ']') {
      value.push(this.read());
      this.#separator(']');
    }
    return value;
  }

  #key(): string {
    const first = this.#text[this.#at];
    const isQuoted = first === '"' || first === "'";
    const key = isQuoted ? this.#quoted() : this.#plain();
    const isLone = isQuoted || this.#text[this.#at + 1] === ' ';
    const isKey = isQuoted || (/^[A-Za-z_]/.test(key) && !isWord(key));
    if (this.#text[this.#at] !== ':' || !isLone || !isKey) {
      throw NOT_PLAIN;
    }
    this.#at++;
    return key;
  }

  /** After an entry: the end, or a comma with another entry behind it. */
  #separator(close: string) {
    this.#spaces();
    if (this.#text[this.#at] === close) {
      return;
    }
    if (this.#text[this.#at] !== ',') {
      throw NOT_PLAIN;
    }
    this.#at++;
    this.#spaces();
  }

  #quoted(): string {
    const { value, end } = quotedAt(this.#text, this.#at);
    this.#at = end;
    return value;
  }

  #plain(): string {
    PLAIN.lastIndex = this.#at;
    const [written] = PLAIN.exec(this.#text) ?? [];
    if (!written) {
      throw NOT_PLAIN;
    }
    this.#at += written.length;
    return written.trimEnd();
  }

  #spaces() {
    while (this.#text[this.#at] === ' ') {
      this.#at++;
    }
  }
}
