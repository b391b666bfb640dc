import {
  isMap,
  isScalar,
  isSeq,
  type CST,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { YamlText } from './YamlText';

/** Where a node begins. */
export const startOf = (node: ParsedNode): number => node.range[0];

/** Where the content of a node ends: comments and blank lines after it are not part of it. */
export function contentEnd(node: ParsedNode, text: string): number {
  if (isMap(node) && !node.flow) {
    const last = node.items[node.items.length - 1];
    if (last) {
      const value = last.value as ParsedNode | null;
      const end = value ? contentEnd(value, text) : 0;
      return Math.max(end, afterColonOf(last, node as YAMLMap.Parsed));
    }
  }
  if (isSeq(node) && !node.flow) {
    const index = node.items.length - 1;
    const last = node.items[index] as ParsedNode | null;
    const dash = dashOf(node as YAMLSeq.Parsed, index) + 1;
    return last ? Math.max(contentEnd(last, text), dash) : dash;
  }
  if (isScalar(node) && /[|>]/.test(text[node.range[0]] ?? '')) {
    return blockScalarEnd(text, node.range);
  }
  return node.range[1];
}

/** Where the text of a node ends on its last line, for a value that takes its place. */
export function valueEnd(node: ParsedNode, file: YamlText): number {
  const end = contentEnd(node, file.text);
  return file.text[end - 1] === '\n' ? end - file.lineEnd.length : end;
}

/** The last line of a block scalar that is not blank, its line end included. */
function blockScalarEnd(text: string, [start, end]: readonly number[]): number {
  const header = text.indexOf('\n', start) + 1;
  if (/^[|>][^\n]*\+/.test(text.slice(start, start + 4)) || header === 0) {
    return end;
  }
  const content = text.slice(header, end);
  const trimmed = content.replace(/\s+$/, '');
  const feed = content.indexOf('\n', trimmed.length);
  return feed < 0 ? end : header + feed + 1;
}

/** Offset after the colon of a pair. */
export function afterColonOf(
  pair: Pair<ParsedNode, ParsedNode | null> | YAMLMap.Parsed['items'][number],
  map: YAMLMap.Parsed,
): number {
  const key = pair.key as ParsedNode;
  const token = map.srcToken as CST.BlockMap | CST.FlowCollection | undefined;
  const entry = token?.items.find(
    candidate =>
      (candidate.key as CST.Token | null | undefined)?.offset === startOf(key),
  );
  const colon = entry?.sep?.find(({ type }) => type === 'map-value-ind');
  return colon ? colon.offset + 1 : key.range[1];
}

/** Offset of the dash of an item of a list in block style. */
export function dashOf(seq: YAMLSeq.Parsed, index: number): number {
  const token = seq.srcToken as CST.BlockSequence;
  const dashes = token.items.flatMap(({ start }) =>
    start.filter(({ type }) => type === 'seq-item-ind'),
  );
  return dashes[index].offset;
}
