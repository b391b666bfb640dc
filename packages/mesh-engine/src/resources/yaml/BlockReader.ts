import { blockScalarAt } from './blockScalar';
import { FlowReader } from './FlowReader';
import { isWord, NOT_PLAIN, plainValue, quotedAt } from './scalars';

const MAX_DEPTH = 100;
/** Longer ones are no keys in YAML. */
const MAX_KEY = 1000;
const KEY = /(?:[A-Za-z_][\w./-]*|[1-9]\d{0,8})(?=:(?: |\n|$))/y;
const QUOTED_KEY = /(?:"[^"\\\n]*"|'[^'\n]*')(?=:(?: |\n|$))/y;

/** What the plain part of YAML gave. */
export interface PlainDocument {
  value: unknown;
  /** Where the content starts. */
  start: number;
  /** Where the elements of a list in the field `items` start. */
  items: number[];
}

/**
 * Reads the part of YAML that manifests are written in: block mappings and lists, scalars of one line, literals, and
 * brackets that end on their line. Everything else throws NOT_PLAIN, so that what it reads is what YAML says.
 */
export class BlockReader {
  readonly #text: string;
  /** Where the content of the current line starts, and its column; -1 at the end. */
  #at = 0;
  #indent = -1;
  #depth = 0;
  #field = '';
  readonly #items: number[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  read(): PlainDocument {
    this.#line(0);
    const start = this.#at;
    if (this.#indent < 0) {
      return { value: undefined, start: 0, items: [] };
    }
    const value = this.#block();
    if (this.#indent >= 0) {
      throw NOT_PLAIN;
    }
    return { value, start, items: this.#items };
  }

  /** Goes to the first line with content at or behind the start of a line. */
  #line(from: number) {
    const text = this.#text;
    let start = from;
    while (start < text.length) {
      let at = start;
      while (text.charCodeAt(at) === 32) {
        at++;
      }
      const code = text.charCodeAt(at);
      if (at < text.length && code !== 10 && code !== 35) {
        this.#at = at;
        this.#indent = at - start;
        return;
      }
      const stop = text.indexOf('\n', at);
      start = stop < 0 ? text.length : stop + 1;
    }
    this.#at = text.length;
    this.#indent = -1;
  }

  #isDash(at: number): boolean {
    const next = this.#text.charCodeAt(at + 1);
    return (
      this.#text.charCodeAt(at) === 45 &&
      (next === 32 || next === 10 || at + 1 >= this.#text.length)
    );
  }

  #block(): unknown {
    return this.#inside(() =>
      this.#isDash(this.#at) ? this.#sequence() : this.#mapping(),
    );
  }

  #inside<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) {
      throw NOT_PLAIN;
    }
    const value = read();
    this.#depth--;
    return value;
  }

  #mapping(): Record<string, unknown> {
    const indent = this.#indent;
    const value: Record<string, unknown> = {};
    while (this.#indent === indent) {
      const key = this.#keyAt(this.#at);
      if (!key || key.name in value) {
        throw NOT_PLAIN;
      }
      if (this.#depth === 1) {
        this.#field = key.name;
      }
      value[key.name] = this.#value(key.end + 1, indent, true);
    }
    if (this.#indent > indent) {
      throw NOT_PLAIN;
    }
    return value;
  }

  #sequence(): unknown[] {
    const indent = this.#indent;
    const value: unknown[] = [];
    while (this.#indent === indent && this.#isDash(this.#at)) {
      let at = this.#at + 1;
      while (this.#text.charCodeAt(at) === 32) {
        at++;
      }
      if (this.#depth === 2 && this.#field === 'items') {
        this.#items.push(at);
      }
      if (this.#isDash(at) || this.#keyAt(at)) {
        this.#indent += at - this.#at;
        this.#at = at;
        value.push(this.#block());
      } else {
        value.push(this.#value(this.#at + 1, indent, false));
      }
    }
    if (this.#indent > indent) {
      throw NOT_PLAIN;
    }
    return value;
  }

  #keyAt(at: number): { name: string; end: number } | undefined {
    const first = this.#text.charCodeAt(at);
    const isQuoted = first === 34 || first === 39;
    const pattern = isQuoted ? QUOTED_KEY : KEY;
    pattern.lastIndex = at;
    const [written] = pattern.exec(this.#text) ?? [];
    if (!written || written.length > MAX_KEY || isWord(written)) {
      return undefined;
    }
    return {
      name: isQuoted ? written.slice(1, -1) : written,
      end: at + written.length,
    };
  }

  /** @param from - behind the colon or the dash */
  #value(from: number, indent: number, isField: boolean): unknown {
    const text = this.#text;
    let at = from;
    while (text.charCodeAt(at) === 32) {
      at++;
    }
    const code = text.charCodeAt(at);
    if (at >= text.length || code === 10 || (code === 35 && at > from)) {
      return this.#nested(at, indent, isField);
    }
    if (code === 124) {
      const { value, end } = blockScalarAt(text, at, indent);
      this.#line(end);
      return this.#ended(value, indent);
    }
    if (code === 34 || code === 39) {
      const { value, end } = quotedAt(text, at);
      return this.#rest(value, end, indent);
    }
    if (code === 123 || code === 91) {
      const flow = new FlowReader(text, at);
      const value = flow.read();
      return this.#rest(value, flow.end, indent);
    }
    return this.#plain(at, indent);
  }

  #nested(at: number, indent: number, isField: boolean): unknown {
    this.#nextLine(at);
    const isListOfField =
      isField && this.#indent === indent && this.#isDash(this.#at);
    return this.#indent > indent || isListOfField ? this.#block() : null;
  }

  #plain(at: number, indent: number): unknown {
    const stop = this.#text.indexOf('\n', at);
    let written = this.#text.slice(at, stop < 0 ? undefined : stop);
    const comment = written.indexOf(' #');
    if (comment >= 0) {
      written = written.slice(0, comment);
    }
    written = written.trimEnd();
    if (written.includes(': ') || written.endsWith(':')) {
      throw NOT_PLAIN;
    }
    this.#nextLine(at);
    return this.#ended(plainValue(written), indent);
  }

  /** Behind a value that shows its end, only a comment may stand. */
  #rest(value: unknown, end: number, indent: number): unknown {
    let at = end;
    while (this.#text.charCodeAt(at) === 32) {
      at++;
    }
    const code = this.#text.charCodeAt(at);
    const isEnd = at >= this.#text.length || code === 10;
    if (!isEnd && (code !== 35 || at === end)) {
      throw NOT_PLAIN;
    }
    this.#nextLine(at);
    return this.#ended(value, indent);
  }

  #nextLine(at: number) {
    const stop = this.#text.indexOf('\n', at);
    this.#line(stop < 0 ? this.#text.length : stop + 1);
  }

  /** A deeper line would go on with the scalar. */
  #ended<T>(value: T, indent: number): T {
    if (this.#indent > indent) {
      throw NOT_PLAIN;
    }
    return value;
  }
}
