import { stringify } from 'yaml';
import type { Value } from '../values/values';

/** Kubernetes reads YAML 1.1, where a plain `on` is true: such texts are quoted. */
const READERS = 'yaml-1.1';

/** How a file is written: what new lines of it should look like. */
export class YamlText {
  readonly lineEnd: '\n' | '\r\n';
  /** Columns of one level. */
  readonly step: number;
  /** Whether the dashes of a list stand further right than its key. */
  readonly indentsLists: boolean;

  constructor(readonly text: string) {
    this.lineEnd = /\r\n/.test(text) ? '\r\n' : '\n';
    const nested =
      /^( *)(?:- )?[\w./"'-]+:[ \t]*(?:#[^\n]*)?\r?\n( +)[\w"']/m.exec(text);
    const width = nested
      ? nested[2].length - nested[1].length - (/^ *- /.test(nested[0]) ? 2 : 0)
      : 2;
    this.step = width > 0 && width <= 8 ? width : 2;
    const list = /^( *)[\w./"'-]+:[ \t]*(?:#[^\n]*)?\r?\n( *)- /m.exec(text);
    this.indentsLists = list ? list[2].length > list[1].length : true;
  }

  /** Offset of the first character of the line. */
  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Offset of the end of the line, before its line end. */
  lineEndAt(offset: number): number {
    const feed = this.text.indexOf('\n', offset);
    const end = feed < 0 ? this.text.length : feed;
    return this.text[end - 1] === '\r' && end > offset ? end - 1 : end;
  }

  /** Offset of the next line. */
  nextLine(offset: number): number {
    const feed = this.text.indexOf('\n', offset);
    return feed < 0 ? this.text.length : feed + 1;
  }

  columnOf(offset: number): number {
    return offset - this.lineStart(offset);
  }

  /** Whether only blanks stand before an offset on its line. */
  beginsLine(offset: number): boolean {
    return /^[ \t]*$/.test(this.text.slice(this.lineStart(offset), offset));
  }

  /** Whether nothing but blanks follows an offset on its line: no comment either. */
  endsLine(offset: number): boolean {
    return this.text.slice(offset, this.lineEndAt(offset)).trim() === '';
  }

  /** A value in flow style, for inside of brackets. */
  flow(value: Value): string {
    const text = stringify([value], {
      compat: READERS,
      collectionStyle: 'flow',
      lineWidth: 0,
      flowCollectionPadding: true,
    });
    return text.trimEnd().replace(/^\[ ?/, '').replace(/ ?\]$/, '');
  }

  /** A pair in flow style. */
  flowPair(key: string, value: Value): string {
    return this.flow({ [key]: value })
      .replace(/^\{ ?/, '')
      .replace(/ ?\}$/, '');
  }

  /** A value in block style whose lines after the first stand at a column. */
  block(value: Value, column: number): string {
    const text = stringify(value, {
      compat: READERS,
      lineWidth: 0,
      indent: this.step,
      indentSeq: this.indentsLists,
      aliasDuplicateObjects: false,
    }).replace(/\n$/, '');
    return text
      .split('\n')
      .map((line, index) =>
        index === 0 || line === '' ? line : `${' '.repeat(column)}${line}`,
      )
      .join(this.lineEnd);
  }

  /** A pair in block style whose key stands at a column. */
  blockPair(key: string, value: Value, column: number): string {
    return this.block({ [key]: value }, column);
  }

  /** What follows the colon of a key that stands at a column. */
  afterColon(value: Value, column: number): string {
    const pair = this.blockPair('k', value, column);
    return pair.slice('k:'.length);
  }

  /** What follows the dash of an item; the content begins `width` columns after the dash. */
  afterDash(value: Value, dash: number, width: number): string {
    return `${' '.repeat(width - 1)}${this.block(value, dash + width)}`;
  }
}
