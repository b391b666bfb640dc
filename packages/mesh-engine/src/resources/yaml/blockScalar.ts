import { NOT_PLAIN } from './scalars';

const HEADER = /\|(-?) *(?:#[^\n]*)?\n/y;

/** A literal block scalar, `|` or `|-`. @param parent - indentation of what holds it. @throws NOT_PLAIN */
export function blockScalarAt(
  text: string,
  at: number,
  parent: number,
): { value: string; end: number } {
  HEADER.lastIndex = at;
  const header = HEADER.exec(text);
  if (!header) {
    throw NOT_PLAIN;
  }
  let start = at + header[0].length;
  let indent = 0;
  const lines: string[] = [];
  while (start < text.length) {
    const stop = text.indexOf('\n', start);
    if (stop < 0) {
      throw NOT_PLAIN;
    }
    let first = start;
    while (text[first] === ' ') {
      first++;
    }
    const depth = first - start;
    if (first === stop) {
      if (depth > (indent || parent)) {
        throw NOT_PLAIN;
      }
      lines.push('');
    } else {
      indent ||= depth;
      if (depth < indent) {
        break;
      }
      lines.push(text.slice(start + indent, stop));
    }
    start = stop + 1;
  }
  while (lines.length > 0 && lines[lines.length - 1] === '') {
    lines.pop();
  }
  if (indent <= parent || lines.length === 0) {
    throw NOT_PLAIN;
  }
  return { value: lines.join('\n') + (header[1] ? '' : '\n'), end: start };
}
